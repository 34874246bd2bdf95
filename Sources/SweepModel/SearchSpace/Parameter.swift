public import JSON

/// One hyperparameter of a grid: its name, the values to try, and when it exists at all.
public struct Parameter: Sendable, Equatable {
    /// Its place in nested dictionaries, outermost name first; one element for a plain parameter.
    public let path: [String]
    public let values: ParameterValues
    /// `when`: the parameter exists only at points that meet this; `nil` means everywhere.
    public let condition: Condition?

    public init(path: [String], values: ParameterValues, condition: Condition? = nil) {
        self.path = path
        self.values = values
        self.condition = condition
    }

    /// A plain parameter with listed values.
    public init(_ name: String, _ values: [JSON], when condition: Condition? = nil) {
        self.init(path: [name], values: .list(values), condition: condition)
    }

    /// The dotted name, such as `optimizer.learning_rate`; unique in its space.
    public var name: String { path.joined(separator: ".") }
}
