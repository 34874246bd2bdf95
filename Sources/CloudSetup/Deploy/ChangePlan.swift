/// The changes of one change set, as a person reads them.
public struct ChangePlan: Sendable, Equatable {
    public let changes: [StackChange]

    public init(changes: [StackChange]) {
        self.changes = changes.sorted { ($0.action, $0.resource) < ($1.action, $1.resource) }
    }

    /// Whether something that is there goes away, or may.
    var loses: Bool {
        changes.contains { $0.action < .change || $0.note == "may be replaced" }
    }

    /// A line a change, the ones that lose something first, then a line with the counts.
    public var lines: [String] {
        guard !changes.isEmpty else { return ["  no resource changes; outputs, tags or the template's texts do"] }
        let rows = changes.map { change in
            let kind = ResourceWords.words(for: change.type)
            return ["  " + change.action.word, change.resource, change.note.isEmpty ? kind : "\(kind); \(change.note)"]
        }
        return Columns.lines(rows) + [counts]
    }

    private var counts: String {
        let verbs: [(StackChange.Action, String)] = [
            (.replace, "to replace"), (.remove, "to remove"), (.change, "to change"), (.add, "to add"),
        ]
        return verbs.compactMap { action, words in
            let count = changes.count { $0.action == action }
            return count > 0 ? "\(count) \(words)" : nil
        }.joined(separator: ", ")
    }
}
