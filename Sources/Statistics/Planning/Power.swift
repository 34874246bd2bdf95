import Foundation

/// How probable it is that a two-sided test finds an effect that is there; both tails counted.
public enum Power {
    /// A z test of two means: Φ̄(z − d√n) + Φ(−z − d√n) with n = 1/(1/n₁ + 1/n₂) and z of alpha/2.
    ///
    /// - Parameters:
    ///   - effect: d, the difference over the standard deviation.
    ///   - first, second: observations in each arm, not necessarily whole.
    ///
    /// NaN for counts that are not above 0 or an alpha outside (0, 1).
    public static func z(effect: Double, first: Double, second: Double, alpha: Double) -> Double {
        guard first > 0, second > 0, alpha > 0, alpha < 1 else { return .nan }
        let critical = StandardNormal.upperQuantile(alpha / 2)
        let shift = effect / (1 / first + 1 / second).squareRoot()
        return StandardNormal.upperTail(critical - shift) + StandardNormal.cumulative(-critical - shift)
    }

    /// A t test of two means with a common variance: the same with Student's quantile and the noncentral t distribution, with
    /// n₁ + n₂ − 2 degrees of freedom (Cohen 1988). NaN as for ``z(effect:first:second:alpha:)``, and for fewer than 3 in all.
    public static func t(effect: Double, first: Double, second: Double, alpha: Double) -> Double {
        guard first > 0, second > 0, alpha > 0, alpha < 1, effect.isFinite,
            let student = StudentT(degreesOfFreedom: first + second - 2)
        else { return .nan }
        let critical = student.upperQuantile(alpha / 2)
        let shift = effect / (1 / first + 1 / second).squareRoot()
        return NoncentralT(degreesOfFreedom: student.degreesOfFreedom, shift: abs(shift)).outside(critical)
    }
}
