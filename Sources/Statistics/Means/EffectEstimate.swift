import Foundation

/// Whether an effect is a difference or a share of the control's mean.
public enum EffectScale: Sendable, Equatable, CaseIterable {
    /// treatment − control.
    case absolute
    /// (treatment − control)/control: 0.1 is a lift of 10 %.
    case relative
}

/// How much a treatment's mean lies above the control's, and how well that is known.
public struct EffectEstimate: Sendable, Equatable {
    public let scale: EffectScale
    public let estimate: Double
    /// Of the estimate, squared standard error.
    public let variance: Double
    /// Welch & Satterthwaite's, of the arms' own variances.
    public let degreesOfFreedom: Double
    /// Observations in both arms.
    public let count: Int

    /// Absolute: variance V_A/n_A + V_B/n_B. Relative, by the delta method: V_B/(m_A² n_B) + V_A m_B²/(m_A⁴ n_A).
    ///
    /// `nil` for a relative effect on a control whose mean is 0, and where a number grows beyond a `Double`.
    public init?(control: ArmSummary, treatment: ArmSummary, scale: EffectScale = .absolute) {
        let first = control.variance / Double(control.count)
        let second = treatment.variance / Double(treatment.count)
        let difference = treatment.mean - control.mean
        switch scale {
        case .absolute: (estimate, variance) = (difference, first + second)
        case .relative:
            guard control.mean != 0 else { return nil }
            let ratio = treatment.mean / control.mean
            estimate = difference / control.mean
            variance = (second + first * ratio * ratio) / control.mean / control.mean
        }
        let (total, overflow) = control.count.addingReportingOverflow(treatment.count)
        guard estimate.isFinite, variance.isFinite, !overflow else { return nil }
        self.scale = scale
        count = total
        degreesOfFreedom = Self.satterthwaite((first, control.count), (second, treatment.count))
    }

    /// An absolute effect that was put together elsewhere.
    init(estimate: Double, variance: Double, degreesOfFreedom: Double, count: Int) {
        (scale, self.estimate, self.variance) = (.absolute, estimate, variance)
        self.degreesOfFreedom = degreesOfFreedom
        self.count = count
    }

    public var standardError: Double { variance.squareRoot() }

    /// (v₁ + v₂)²/(v₁²/(n₁−1) + v₂²/(n₂−1)), of shares so that squares neither vanish nor overflow; N − 2, at least 1, without spread,
    /// and 0, which no test takes, for spread in an arm of 1.
    private static func satterthwaite(_ first: (Double, Int), _ second: (Double, Int)) -> Double {
        let total = first.0 + second.0
        guard total > 0 else { return max(1, Double(first.1) + Double(second.1) - 2) }
        func part(_ arm: (variance: Double, count: Int)) -> Double {
            let share = arm.variance / total
            return share == 0 ? 0 : share * share / max(Double(arm.count) - 1, 0)
        }
        return 1 / (part(first) + part(second))
    }
}
