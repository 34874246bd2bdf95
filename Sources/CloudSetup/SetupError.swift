/// Why something could not be set up: what happened, and what to do next.
public struct SetupError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Kind: Sendable, Equatable {
        /// AWS or a program said no.
        case failed
        /// An argument is wrong, or not enough was said.
        case usage
        /// The person said no; nothing was changed.
        case refused
        /// The time was up; AWS goes on.
        case timeout
    }

    public let problem: String
    public let fix: String?
    public let kind: Kind

    init(_ problem: String, fix: String? = nil, kind: Kind = .failed) {
        self.problem = problem
        self.fix = fix
        self.kind = kind
    }

    public var description: String { problem + (fix.map { ": \($0)" } ?? "") }
}
