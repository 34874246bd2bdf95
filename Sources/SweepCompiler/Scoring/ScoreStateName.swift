/// The names of a scoring machine's states; ASCII, unique over the machine, at most 80 characters.
enum ScoreStateName {
    static let score = "Score"
    static let arm = "Arm"
    static let unknownArm = "UnknownArm"
    static let recordFailure = "RecordFailure"
    static let merge = "Merge"
    static let complete = "Complete"
    static let scored = "Scored"
    static let shardsMissing = "ShardsMissing"

    /// The task that scores one arm's shards.
    static func score(_ arm: String) -> String { "Score-\(arm)" }
}
