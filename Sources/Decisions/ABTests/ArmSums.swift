internal import ResultStore
internal import Statistics

/// Sums over units as the numbers that comparisons take.
extension UnitSums {
    /// - Parameter origin: what the values are counted from.
    ///
    /// `nil` for fewer than 2 units.
    func summary(_ measure: UnitMeasure, origin: Double) -> ArmSummary? {
        guard count >= 2 else { return nil }
        if measure == .proportion {
            return Proportion(successes: Int(values.rounded()), count: count).map(ArmSummary.init)
        }
        return Self.summary(count, values, squares, origin: origin)
    }

    /// The outcomes freed from what the covariate explains, `Statistics.Cuped` by sums: y − θ (x − mean x). A unit without a covariate
    /// keeps its outcome, as if it had the mean.
    func adjusted(by relation: CovariateRelation, origin: Double) -> ArmSummary? {
        guard count >= 2 else { return nil }
        let (theta, mean) = (relation.theta, relation.mean)
        let sum = values - theta * (covariates - mean * Double(covered))
        let crossed = products - mean * coveredValues
        let spread = covariateSquares - 2 * mean * covariates + mean * mean * Double(covered)
        return Self.summary(count, sum, squares - 2 * theta * crossed + theta * theta * spread, origin: origin)
    }

    private static func summary(_ count: Int, _ sum: Double, _ squares: Double, origin: Double) -> ArmSummary? {
        let mean = sum / Double(count)
        let variance = max(0, squares - sum * mean) / Double(count - 1)
        return ArmSummary(count: count, mean: origin + mean, variance: variance)
    }
}

/// How outcomes follow a covariate, over both arms of a comparison together.
struct CovariateRelation: Sendable, Equatable {
    /// θ = cov(Y, X)/var(X); 0 where the covariate is constant.
    let theta: Double
    /// Of the covariate, from its origin.
    let mean: Double
    /// Between outcome and covariate.
    let correlation: Double
    /// Units with a covariate.
    let covered: Int

    /// `nil` where fewer than 2 units have a covariate.
    init?(_ control: UnitSums, _ treatment: UnitSums) {
        var both = control
        both += treatment
        guard both.covered >= 2 else { return nil }
        let count = Double(both.covered)
        let (x, y) = (both.covariates / count, both.coveredValues / count)
        let xx = both.covariateSquares - count * x * x
        let xy = both.products - count * x * y
        // Of all units, where they all have one: sums of squares are kept for all together.
        let all = Double(both.count)
        let yy = (both.squares - both.values * both.values / all) * count / all
        theta = xx > 0 ? xy / xx : 0
        mean = x
        correlation = xx > 0 && yy > 0 ? min(1, max(-1, xy / (xx * yy).squareRoot())) : 0
        covered = both.covered
    }
}
