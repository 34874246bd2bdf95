internal import SweepModel

/// The names of all states; ASCII, unique over the machine, at most 80 characters.
enum StateName {
    static let train = "Train"
    static let gate = "Gate"
    static let gateOpen = "GateOpen"
    static let skipped = "Skipped"
    static let lane = "Lane"
    static let recordFailure = "RecordFailure"
    static let reduce = "Reduce"
    static let decision = "Decision"
    static let enough = "Enough"
    static let ranked = "Ranked"
    static let tooFewGoodTrials = "TooFewGoodTrials"

    static func run(on lane: Lane) -> String { "Run\(lane.stateName)" }
    static func lost(on lane: Lane) -> String { "\(lane.stateName)HostLost" }
    static func count(on lane: Lane) -> String { "Next\(lane.stateName)Attempt" }
    static func fallback(after lane: Lane) -> String {
        "Run\(lane.withoutSpot.stateName)After\(lane.stateName)"
    }
}
