/// A stack's status in CloudFormation's word, and what it lets us do.
public struct StackStatus: Sendable, Equatable, CustomStringConvertible {
    public let word: String

    public init(_ word: String) { self.word = word }

    public var description: String { word }

    /// A change set waits for somebody to execute it; nothing was made.
    var isEmpty: Bool { word == "REVIEW_IN_PROGRESS" }
    /// CloudFormation is at work, and refuses everything else meanwhile.
    var isBusy: Bool { word.hasSuffix("_IN_PROGRESS") && !isEmpty }
    var isDeleted: Bool { word == "DELETE_COMPLETE" }
    /// What was asked for is there.
    public var isGood: Bool { ["CREATE_COMPLETE", "UPDATE_COMPLETE", "IMPORT_COMPLETE"].contains(word) }
    /// May be updated: good, or back at what it was before a failed update.
    var isUpdatable: Bool {
        isGood || ["UPDATE_ROLLBACK_COMPLETE", "IMPORT_ROLLBACK_COMPLETE", "UPDATE_FAILED"].contains(word)
    }
    /// A rollback that could not be finished; it may be continued.
    var isStuck: Bool { word == "UPDATE_ROLLBACK_FAILED" }
    /// Nothing but deletion is possible.
    var isDead: Bool { !isEmpty && !isBusy && !isDeleted && !isUpdatable && !isStuck }
}
