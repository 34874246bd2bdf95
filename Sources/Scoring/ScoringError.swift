/// Why rows can't be scored as asked: what was tried, the cause, and what to do next.
public struct ScoringError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Kind: Sendable {
        case usage, refused, notFound, world
    }

    public let kind: Kind
    public let description: String

    public init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}
