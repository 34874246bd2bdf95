/// Why a hyperparameter's value can't be used.
public struct ConfigurationError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The parameter's name in a sweep file, such as `learning_rate`.
    public let parameter: String
    public let received: String
    public let allowed: String

    public init(parameter: String, received: String, allowed: String) {
        self.parameter = parameter
        self.received = received
        self.allowed = allowed
    }

    public var description: String { "\(parameter): must be \(allowed), received \(received)" }

    static func check<Value: Comparable & Sendable>(
        _ parameter: String, _ value: Value, in range: ClosedRange<Value>
    ) throws(ConfigurationError) {
        guard range.contains(value) else {
            throw ConfigurationError(
                parameter: parameter, received: "\(value)",
                allowed: "between \(range.lowerBound) and \(range.upperBound)")
        }
    }
}
