/// Something wrong, or doubtful, in a file that a person wrote.
///
/// Its text is `sweep.yaml:12:7: parameters.learning_rate.min: must be greater than 0 for a log scale, received -0.1`.
public struct Diagnostic: Sendable, Equatable, Error {
    public enum Severity: String, Sendable { case error, warning }

    public var severity: Severity
    public var file: String
    /// Counted from 1, like `column`; `nil` where no place in the file can be named.
    public var line: Int?
    public var column: Int?
    /// The key's path in the file, such as `parameters.learning_rate.min`; empty for the file as a whole.
    public var path: String
    /// What is wrong, the value received, what is allowed, and the fix.
    public var message: String

    public init(
        _ severity: Severity = .error, file: String, line: Int? = nil, column: Int? = nil, path: String = "",
        message: String
    ) {
        self.severity = severity
        self.file = file
        self.line = line
        self.column = column
        self.path = path
        self.message = message
    }
}

extension Diagnostic: CustomStringConvertible {
    public var description: String {
        var place = file
        if let line { place += ":\(line)" }
        if line != nil, let column { place += ":\(column)" }
        let severityWord = severity == .warning ? "warning: " : ""
        let subject = path.isEmpty ? "" : "\(path): "
        return "\(place): \(severityWord)\(subject)\(message)"
    }
}
