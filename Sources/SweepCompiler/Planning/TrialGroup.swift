internal import JSON
internal import SweepModel

/// Trials that may share a pack: one lane, and one trainer, since only trials of one trainer share its work on the
/// data.
struct TrialGroup: Sendable, Hashable, Comparable {
    var lane: Lane
    /// `nil` for a user's command.
    var trainer: String?

    static func < (left: TrialGroup, right: TrialGroup) -> Bool {
        (left.lane, left.trainer ?? "") < (right.lane, right.trainer ?? "")
    }
}

extension TrialGroup {
    /// The group of a trial, or `nil` where it meets no lane's condition.
    init?(of step: TrialWalk.Step, in experiment: Experiment) {
        let rule = experiment.compute.lanes.first { rule in
            if let lane = step.lane { rule.lane == lane } else { rule.condition?.isMet(by: step.parameters) ?? true }
        }
        guard let rule else { return nil }
        lane = rule.lane
        if case .builtIn = experiment.work { trainer = step.parameters["trainer"]?.string }
    }
}
