/// An executable with its arguments, environment and folder: all that a process needs to start.
struct Program: Sendable, Equatable {
    /// `arguments[0]` names the executable: a path, or a name to look for in `PATH`.
    var arguments: [String]
    var environment: [String: String]
    var folder: String
}
