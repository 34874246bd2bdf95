/// No credentials could be had: each place that was tried, and what was wrong there.
public struct CredentialsError: Error, Sendable, Equatable, CustomStringConvertible {
    public struct Attempt: Sendable, Equatable {
        /// Such as `environment` or `profile dev`.
        public var place: String
        public var problem: String
    }

    public var attempts: [Attempt]
    public var fix: String

    public var description: String { "\(summary)\n  fix: \(fix)" }

    /// Without the fix.
    public var summary: String {
        "no AWS credentials could be had; tried:" + attempts.map { "\n  \($0.place): \($0.problem)" }.joined()
    }
}

/// A place names credentials but can't give them: the search ends there, or other keys than the wanted ones would be used.
struct SourceProblem: Error {
    let problem: String
    let fix: String

    init(_ problem: String, fix: String) {
        self.problem = problem
        self.fix = fix
    }
}

/// What a place says.
enum SourceAnswer {
    case found(Credentials)
    /// The place isn't set up, and how that shows.
    case absent(String)
}
