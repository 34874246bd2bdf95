public import JSON

/// Why parameters, `zip`, `when` and `exclude` make no grid.
public enum SearchSpaceError: Error, Sendable, Equatable {
    case emptyName
    case repeatedName(String)
    /// `a` has values of its own and members `a.b` beside them.
    case nameInsideAnother(String, outer: String)
    case noValues(String)
    /// A range whose numbers do not fit in 64 bits, or whose step is 0.
    case invalidRange(String)
    case repeatedValue([String], JSON)
    case unknownParameter(String, in: Clause)
    case zipOfOne([String])
    case zippedTwice(String)
    case zipLengths([String], [Int])
    /// Zipped values are listed, so there is a limit to their number.
    case zipTooLong([String], Int)
    case zipConditions([String])
    /// Each parameter exists only when the next one has some value, the last one only with the first.
    case conditionCycle([String])
    /// Together these controlling parameters have more combinations than the table of a grid may hold.
    case tooManyConditionedCombinations([String])

    /// Tests of `when` and `exclude` times the listed values that they look at.
    case tooManyComparisons(Int)

    /// The part of a space that names a parameter.
    public enum Clause: String, Sendable { case zip, when, exclude }
}

extension SearchSpaceError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .emptyName: "a parameter has an empty name"
        case .repeatedName(let name): "the parameter `\(name)` is given twice"
        case .nameInsideAnother(let name, let outer):
            "`\(outer)` has values of its own, so it can't also hold the nested parameter `\(name)`"
        case .noValues(let name): "`\(name)` has no values; give at least one"
        case .invalidRange(let name): "the range of `\(name)` has no step or leaves the 64-bit whole numbers"
        case .repeatedValue(let names, let value): "\(Self.quote(names)) has the value \(value) twice"
        case .unknownParameter(let name, let clause): "`\(clause.rawValue)` names `\(name)`, which is no parameter"
        case .zipOfOne(let names): "`zip` needs at least two parameters, received \(Self.quote(names))"
        case .zippedTwice(let name): "`\(name)` is in two `zip` groups; put all its partners into one group"
        case .zipLengths(let names, let counts):
            "zipped parameters need equally many values, received "
                + zip(names, counts).map { "`\($0)` with \($1)" }.joined(separator: ", ")
        case .zipTooLong(let names, let count):
            "the zipped parameters \(Self.quote(names)) may have at most \(SearchSpace.enumerationCap) values, "
                + "received \(count)"
        case .zipConditions(let names): "the zipped parameters \(Self.quote(names)) need the same `when`"
        case .conditionCycle(let names):
            "`when` goes in a circle: \(Self.quote(Array(names.prefix(1)))) needs "
                + (names.dropFirst() + names.prefix(1)).map { "`\($0)`" }.joined(separator: ", which needs ")
        case .tooManyConditionedCombinations(let names):
            "`when` depends on too many combinations of \(Self.quote(names)): "
                + "combinations times tied parameters may be at most \(SearchSpace.conditionTableCap)"
        case .tooManyComparisons(let count):
            "`when` and `exclude` would compare \(count) values; at most \(SearchSpace.comparisonCap) are allowed"
        }
    }

    private static func quote(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }
}
