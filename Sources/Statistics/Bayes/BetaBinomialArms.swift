import Foundation

/// Which of several arms has the highest rate, and what choosing another would lose, by Bayes' rule.
///
/// Rates are Beta(a + x, b + n − x). p_best = ∫ f_i Π_{j≠i} F_j, expected loss = ∫ F_i (1 − Π_{j≠i} F_j), both by quadrature over
/// the log-odds of the rate. To stop once a loss is small does not control false positives: say so.
public struct BetaBinomialArms: Sendable, Equatable {
    /// The probability that an arm has the highest rate; they sum to 1.
    public let bestProbabilities: [Double]
    /// E[max rate − the arm's rate], in the unit of the rate.
    public let expectedLosses: [Double]

    /// - Parameters:
    ///   - arms: successes of trials, 0 of 0 included.
    ///   - prior: Beta(1, 1), uniform, where not given.
    ///
    /// `nil` for no arms, counts that don't fit, or a prior that is not above 0 and finite.
    public init?(arms: [(successes: Int, count: Int)], prior: (a: Double, b: Double) = (1, 1)) {
        let posteriors = arms.compactMap { arm -> BetaDistribution? in
            guard arm.successes >= 0, arm.successes <= arm.count else { return nil }
            return BetaDistribution(prior.a + Double(arm.successes), prior.b + Double(arm.count - arm.successes))
        }
        guard !arms.isEmpty, posteriors.count == arms.count else { return nil }
        guard arms.count > 1 else { (bestProbabilities, expectedLosses) = ([1], [0]); return }
        let count = posteriors.count
        let sums = Quadrature.integrals(of: 2 * count, over: Self.edges(posteriors), tolerance: 1e-13) {
            Self.integrands(posteriors, $0)
        }
        let best = sums.prefix(count)
        let sum = best.reduce(0, +)
        bestProbabilities = best.map { $0 / sum }
        expectedLosses = Array(sums.suffix(count))
    }

    /// Both integrands of every arm at a rate, times the derivative of the rate by its log-odds: first all of the best, then all losses.
    private static func integrands(_ arms: [BetaDistribution], _ logOdds: Double) -> [Double] {
        let (x, y) = BetaDistribution.fromLogOdds(logOdds)
        let below = arms.map { IncompleteBeta($0.a, $0.b, x: x, y: y) }
        let logarithms = below.map { $0.lower < 0.5 ? log($0.lower) : log1p(-$0.upper) }
        let others = arms.indices.map { index in
            logarithms.indices.reduce(0.0) { $1 == index ? $0 : $0 + logarithms[$1] }
        }
        let best = zip(arms, others).map { IncompleteBeta.kernel($0.a, $0.b, x: x, y: y) * exp($1) }
        let losses = zip(below, others).map { $0.lower * -expm1($1) * x * y }
        return best + losses
    }

    /// Panels that no arm's bulk can hide in: its centre and a few deviations beside it, in log-odds.
    private static func edges(_ arms: [BetaDistribution]) -> [Double] {
        var edges: Set<Double> = [-700, -100, -40, 40, 100, 700]
        for arm in arms {
            let centre = log(arm.a / arm.b)
            let deviation = (1 / arm.a + 1 / arm.b).squareRoot()
            for distance in [0, 1, 2, 4, 7, 11, 16.0] {
                edges.insert(centre - distance * deviation)
                edges.insert(centre + distance * deviation)
            }
        }
        return edges.filter { abs($0) <= 700 }.sorted()
    }
}
