/// Why a model can't be built, read or used.
public struct ModelError: Error, Equatable, Sendable, CustomStringConvertible {
    public let problem: String

    public init(_ problem: String) { self.problem = problem }

    public var description: String { "model: \(problem)" }
}
