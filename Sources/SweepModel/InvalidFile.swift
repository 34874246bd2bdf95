/// Every mistake of one file, gathered before anyone is told.
public struct InvalidFile: Error, Sendable, Equatable, CustomStringConvertible {
    /// In the order of the file; never empty, and at least one is an error.
    public let diagnostics: [Diagnostic]

    public init(diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

    public var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}
