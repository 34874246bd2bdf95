/// A stack did not get where it was asked to go: which resources failed first, why, and what to do.
public struct StackFailure: Error, Sendable, Equatable, CustomStringConvertible {
    public struct Cause: Sendable, Equatable {
        public let resource: String
        /// The resource's kind in plain words.
        public let kind: String
        /// AWS's own words.
        public let reason: String
        public let fix: String?
    }

    /// More causes than these help nobody.
    static let mostCauses = 5

    public let stack: String
    public let status: String
    /// The first failures, the oldest first; empty where CloudFormation names none.
    public let causes: [Cause]
    /// What to do about the stack as a whole.
    public let next: String

    /// - Parameter events: of the failed operation, the oldest first.
    init(stack: String, status: StackStatus, statusReason: String?, events: [StackEvent], isRemoval: Bool = false) {
        self.stack = stack
        self.status = status.word
        var seen: Set<String> = []
        var causes = events.filter(\.isCause).filter { seen.insert($0.resource).inserted }.prefix(Self.mostCauses)
            .map(Self.cause)
        let words = statusReason ?? events.last { $0.isOfStack && !$0.reason.isEmpty }?.reason
        if causes.isEmpty, let words {
            causes = [Cause(resource: stack, kind: "stack", reason: words, fix: FailureReason.fix(for: words))]
        }
        self.causes = causes
        next = isRemoval ? "run `stepsweep destroy` again behind that" : Self.next(status)
    }

    private static func cause(_ event: StackEvent) -> Cause {
        let reason = event.reason.isEmpty ? "AWS gives no reason" : event.reason
        return Cause(
            resource: event.resource, kind: ResourceWords.words(for: event.type), reason: reason,
            fix: FailureReason.fix(for: reason, type: event.type))
    }

    private static func next(_ status: StackStatus) -> String {
        if status.isUpdatable { return "the stack is as it was before; run `stepsweep deploy` again behind that" }
        if status.isStuck { return "the stack could not go back; run `stepsweep deploy` again: it offers to go on" }
        return "what was made is taken back; run `stepsweep deploy` again: it removes the rest first, after asking"
    }

    public var description: String {
        let lines = causes.flatMap { cause in
            ["  \(cause.resource) (\(cause.kind)): \(cause.reason)"] + (cause.fix.map { ["    fix: \($0)"] } ?? [])
        }
        return (["stack \(stack) ended as \(status)"] + lines + ["  \(next)"]).joined(separator: "\n")
    }
}
