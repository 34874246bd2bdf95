public import JSON

/// What a change set will do to one resource.
public struct StackChange: Sendable, Equatable {
    public enum Action: Int, Sendable, Comparable {
        case replace, remove, change, add

        public static func < (left: Action, right: Action) -> Bool { left.rawValue < right.rawValue }

        /// Loud where something is lost.
        var word: String {
            switch self {
            case .replace: "REPLACE"
            case .remove: "REMOVE"
            case .change: "change"
            case .add: "add"
            }
        }
    }

    public let action: Action
    public let resource: String
    public let type: String
    /// What a person should know beside the action; empty for nothing.
    public let note: String

    /// `nil` for a document that is no change of a resource.
    public init?(_ document: JSON) {
        guard let change = document["ResourceChange"], let resource = change["LogicalResourceId"]?.string,
            let word = change["Action"]?.string
        else { return nil }
        self.resource = resource
        type = change["ResourceType"]?.string ?? ""
        let replacement = change["Replacement"]?.string ?? ""
        switch word {
        case "Add", "Import": action = .add
        case "Remove": action = .remove
        default: action = replacement == "True" ? .replace : .change
        }
        note = Self.note(action, replacement, policy: change["PolicyAction"]?.string ?? "")
    }

    private static func note(_ action: Action, _ replacement: String, policy: String) -> String {
        if policy.contains("Retain") { return action == .remove ? "stays in the account" : "the old one stays" }
        return action == .change && replacement == "Conditional" ? "may be replaced" : ""
    }
}
