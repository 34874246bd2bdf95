public import JSON

/// The values that a built-in trainer takes for one of its parameters.
public enum HyperparameterKind: Sendable, Equatable {
    case number(ClosedRange<Double>)
    /// Also written as a fraction with a whole value, such as `32.0`.
    case wholeNumber(ClosedRange<Int>)
    /// A whole number, or nothing (`null`).
    case optionalWholeNumber(ClosedRange<Int>)
    case choice([String])
    case flag
    /// One width, or a list of up to `count` of them.
    case widths(ClosedRange<Int>, count: Int)

    /// Whether a trainer takes `value`.
    public func accepts(_ value: JSON) -> Bool {
        switch self {
        case .number(let range): value.double.map(range.contains) ?? false
        case .wholeNumber(let range): value.int.map(range.contains) ?? false
        case .optionalWholeNumber(let range): value.isNull || (value.int.map(range.contains) ?? false)
        case .choice(let names): value.string.map(names.contains) ?? false
        case .flag: value.bool != nil
        case .widths(let range, let count): HyperparameterKind.widths(value, range, count)
        }
    }

    private static func widths(_ value: JSON, _ range: ClosedRange<Int>, _ count: Int) -> Bool {
        guard let list = value.array else { return value.int.map(range.contains) ?? false }
        return list.count <= count && list.allSatisfy { $0.int.map(range.contains) ?? false }
    }

    /// What is allowed, to stand behind "must be".
    public var allowed: String {
        switch self {
        case .number(let range): "a number between \(JSON.plain(range.lowerBound)) and \(JSON.plain(range.upperBound))"
        case .wholeNumber(let range): "a whole number between \(range.lowerBound) and \(range.upperBound)"
        case .optionalWholeNumber(let range):
            "a whole number between \(range.lowerBound) and \(range.upperBound), or null"
        case .choice(let names): "one of \(names.joined(separator: ", "))"
        case .flag: "true or false"
        case .widths(let range, let count):
            "a whole number between \(range.lowerBound) and \(range.upperBound), or a list of at most \(count) of them"
        }
    }

    /// A word or two for a table.
    public var name: String {
        switch self {
        case .number: "number"
        case .wholeNumber: "whole number"
        case .optionalWholeNumber: "whole number or null"
        case .choice: "choice"
        case .flag: "flag"
        case .widths: "width or list of widths"
        }
    }
}

extension JSON {
    /// A number as people write it: `0`, not `0.0`.
    fileprivate static func plain(_ number: Double) -> JSON { JSON.number(number).normalisingNumbers }
}
