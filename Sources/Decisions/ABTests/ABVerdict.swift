internal import Statistics
internal import SweepModel

/// What `ab decide` does, and the rule by which.
public struct ABVerdict: Sendable, Equatable {
    public enum Action: String, Sendable {
        /// The arm becomes the champion.
        case promote
        /// The champion answers everybody again.
        case rollBack = "roll-back"
        case goOn = "go-on"
        /// The arms didn't get their shares, so nothing may be concluded.
        case blocked
        /// This kind of test has no verdict.
        case none
    }

    public let action: Action
    /// The arm that answers everybody after `promote` or `rollBack`.
    public let arm: String?
    /// A sentence with the numbers.
    public let reason: String

    /// In this order: a breached guardrail, a kind of test without verdict, a sample-ratio alarm, too few units, a better challenger, only worse
    /// ones, the planned units without a better one.
    init(
        _ test: ABTest, arms: [ABAnalysis.Arm], challengers: [ABAnalysis.Challenger],
        guardrails: [ABAnalysis.GuardrailStanding], isSkewed: Bool
    ) {
        let control = test.options.arms[0].name
        if let breached = guardrails.first(where: \.isBreached) {
            self.init(.rollBack, control, "\(breached.arm) breached the guardrail \(breached.guardrail.text)")
        } else if test.options.mode == .shadow {
            self.init(
                .none, nil, "in shadow mode everybody gets the control's answer, so outcomes tell nothing of the others"
            )
        } else if test.options.allocation != .fixed {
            self.init(.none, nil, "weights that follow success break the tests of fixed weights")
        } else if isSkewed {
            self.init(.blocked, nil, "the arms didn't get their shares: find the cause, then start anew")
        } else if arms.contains(where: { $0.units < ABAnalysis.fewestUnits }) {
            self.init(.goOn, nil, "below \(ABAnalysis.fewestUnits) units in an arm nothing is concluded")
        } else {
            self.init(test, control, challengers)
        }
    }

    private init(_ test: ABTest, _ control: String, _ challengers: [ABAnalysis.Challenger]) {
        let sign = test.options.metric.goal == .maximize ? 1.0 : -1.0
        let certain = challengers.filter { ($0.pValue ?? 1) <= test.options.alpha }
        let better = certain.filter { sign * ($0.estimate ?? 0) > 0 }
        let worse = certain.filter { sign * ($0.estimate ?? 0) < 0 }
        let planned = challengers.allSatisfy { $0.progress >= 1 }
        if let best = better.max(by: { sign * ($0.estimate ?? 0) < sign * ($1.estimate ?? 0) }) {
            self.init(.promote, best.arm, "\(best.arm) is better than \(control), certain at alpha over all looks")
        } else if worse.count == challengers.count {
            self.init(.rollBack, control, "every challenger is worse than \(control)")
        } else if planned {
            self.init(.rollBack, control, "the planned units are in, and no challenger is shown to be better")
        } else {
            self.init(.goOn, nil, "no difference is certain yet, and the planned units are not in")
        }
    }

    private init(_ action: Action, _ arm: String?, _ reason: String) {
        self.action = action
        self.arm = arm
        self.reason = reason
    }
}
