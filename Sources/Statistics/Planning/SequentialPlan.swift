import Foundation

/// How far a test must be able to go that is looked at again and again with ``AsymptoticConfidenceSequence``.
///
/// The sequence's interval in standard errors depends on t = N/N* alone, and the estimate over its standard error is
/// (W(t) + δt)/√t, W a Wiener process and δ the effect in standard errors at N*. So one number δ holds for all tests: the one at which
/// the interval excludes no effect at one of the looks, the last of them at N*, with the asked power. It is found by numerical
/// integration from look to look (Armitage, McPherson & Rowe, JRSS A 132, 1969).
public struct SequentialPlan: Sendable, Equatable {
    /// Looks at equal distances, the last one at the plan's end. More of them add little power: the intervals are about as tight at all.
    public static let usualLooks = 20

    public let alpha: Double
    public let power: Double
    public let looks: Int
    /// δ, the effect in standard errors at N*.
    public let drift: Double

    /// `nil` unless 0 < alpha < power < 1 and there are 1 to 1,000 looks.
    public init?(alpha: Double = 0.05, power: Double = 0.8, looks: Int = usualLooks) {
        guard alpha > 0, alpha < power, power < 1, (1...1_000).contains(looks) else { return nil }
        var (lower, upper) = (0.0, 4.0)
        while Self.power(drift: upper, alpha: alpha, looks: looks) < power, upper < 1e3 { upper *= 2 }
        while upper - lower > 1e-6 {
            let middle = (lower + upper) / 2
            if Self.power(drift: middle, alpha: alpha, looks: looks) < power { lower = middle } else { upper = middle }
        }
        self.alpha = alpha
        self.power = power
        self.looks = looks
        drift = upper
    }

    /// N*, observations in both arms, not rounded.
    ///
    /// - Parameters:
    ///   - difference: the smallest one worth finding.
    ///   - variances: of one observation, in the control and in the treatment.
    ///   - treatmentShare: of the two arms' observations.
    ///
    /// `nil` for no difference, variances that are not above 0, or a share outside (0, 1).
    public func count(
        difference: Double, variances: (control: Double, treatment: Double), treatmentShare: Double
    ) -> Double? {
        let variance = variances.control / (1 - treatmentShare) + variances.treatment / treatmentShare
        guard difference != 0, treatmentShare > 0, treatmentShare < 1, variance > 0 else { return nil }
        let count = variance * (drift / difference) * (drift / difference)
        return count.isFinite ? count : nil
    }

    /// The probability that the interval excludes no effect at one of the looks.
    public static func power(drift: Double, alpha: Double, looks: Int) -> Double {
        let step = 1 / Double(looks)
        let bounds = (1...looks).map { look in
            let time = Double(look) * step
            let precision = AsymptoticConfidenceSequence.precision(alpha: alpha)
            return (time * AsymptoticConfidenceSequence.level(information: time * precision, alpha: alpha)).squareRoot()
        }
        var reached = Grid(bound: bounds[0], spread: step.squareRoot())
        reached.densities = reached.points.map { density($0 - drift * step, step) }
        for bound in bounds.dropFirst() {
            var next = Grid(bound: bound, spread: step.squareRoot())
            next.densities = next.points.map { point in
                zip(reached.points, reached.masses).reduce(0) { $0 + $1.1 * density(point - $1.0 - drift * step, step) }
            }
            reached = next
        }
        return min(1, max(0, 1 - reached.masses.reduce(0, +)))
    }

    private static func density(_ distance: Double, _ variance: Double) -> Double {
        exp(-0.5 * distance * distance / variance) / (2 * Double.pi * variance).squareRoot()
    }

    /// The sums that no look has found yet, between two bounds, by Simpson's rule.
    private struct Grid {
        let points: [Double]
        var densities: [Double] = []
        private let step: Double

        /// - Parameter spread: of one look's increment; a quarter of it is fine enough for six digits.
        init(bound: Double, spread: Double) {
            let panels = 2 * max(20, Int((4 * bound / spread).rounded(.up)))
            let step = 2 * bound / Double(panels)
            points = (0...panels).map { -bound + Double($0) * step }
            self.step = step
        }

        var masses: [Double] {
            densities.enumerated().map { place, density in
                let isEnd = place == 0 || place == densities.count - 1
                return density * step / 3 * (isEnd ? 1 : place.isMultiple(of: 2) ? 2 : 4)
            }
        }
    }
}
