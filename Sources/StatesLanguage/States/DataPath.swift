/// The value of `InputPath` and `OutputPath`; an absent field means `$`.
public enum DataPath: Sendable, Hashable {
    case path(JSONPath)
    /// `null` in the document: an empty object instead of the data.
    case nothing
}

extension DataPath: ExpressibleByStringLiteral {
    public init(stringLiteral literal: StaticString) { self = .path(JSONPath(stringLiteral: literal)) }
}

/// The value of `ResultPath`; an absent field means `$`, the result replaces the input.
public enum ResultPath: Sendable, Hashable {
    case path(ReferencePath)
    /// `null` in the document: the result is dropped, the input goes on.
    case discard
}

extension ResultPath: ExpressibleByStringLiteral {
    public init(stringLiteral literal: StaticString) { self = .path(ReferencePath(stringLiteral: literal)) }
}

/// A field that comes in two forms, such as `TimeoutSeconds` and `TimeoutSecondsPath`.
public enum ValueOrPath<Value: Sendable & Hashable>: Sendable, Hashable {
    case value(Value)
    /// Read from the state's input when the state runs.
    case path(JSONPath)
}
