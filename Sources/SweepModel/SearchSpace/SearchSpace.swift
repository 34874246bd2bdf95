public import JSON

/// The grid of a sweep: indexed, never materialised.
///
/// Parameters are sorted by dotted name before the product, and the last name changes fastest, so that equal spaces have
/// equal points in equal order. Zipped parameters change together, at the place of the first of them. Parameters that
/// `when` ties together change as one, at the place of the first of them: first the parameters that conditions look at,
/// each behind those that it depends on itself, then the others.
///
/// Counting, the point at an index and the index of a point take time and memory that do not grow with the grid.
public struct SearchSpace: Sendable {
    /// Points that are looked at one by one before a count, or the search for the next point, gives up.
    public static let enumerationCap = 1_000_000
    /// Combinations of the controlling parameters of a group tied by `when`, times all parameters of the group.
    public static let conditionTableCap = 1_000_000
    /// Comparisons of `when` and `exclude` with listed values: tests times values.
    public static let comparisonCap = 20_000_000

    /// Sorted by name.
    public let parameters: [Parameter]
    /// Groups of parameters that change together, each sorted, then by first name.
    public let zips: [[String]]
    /// A point that meets one of these is not tried.
    public let excludes: [Condition]
    /// The points of the grid, `exclude` not counted; `Int.max` where there are more than that.
    public let pointCount: Int
    /// Whether the grid has more than `Int.max` points, so that `pointCount` is only a lower bound.
    public let isCountSaturated: Bool
    let grid: Grid
    let exclusion: Exclusion

    /// - Throws: `SearchSpaceError`, the first reason why these parts make no grid.
    public init(
        parameters: [Parameter], zips: [[String]] = [], excludes: [Condition] = []
    ) throws(SearchSpaceError) {
        self.parameters = try SearchSpace.sorted(parameters)
        self.zips = zips.map { $0.sorted() }.sorted { $0.lexicographicallyPrecedes($1) }
        self.excludes = excludes.sorted { $0.definition.text() < $1.definition.text() }
        try SearchSpace.checkComparisons(self.parameters, excludes)
        let table = try AxisTable(parameters: self.parameters, zips: self.zips)
        grid = try Grid(table)
        exclusion = try Exclusion(self.excludes, of: grid)
        pointCount = grid.count ?? Int.max
        isCountSaturated = grid.count == nil
    }

    /// The space of a single point without parameters.
    public init() {
        parameters = []
        zips = []
        excludes = []
        grid = Grid()
        exclusion = Exclusion()
        pointCount = 1
        isCountSaturated = false
    }

    /// Names of the parameters with more than one value, sorted.
    public var varyingParameters: [String] {
        parameters.filter { $0.values.count > 1 && !$0.values.isConstant }.map(\.name)
    }

    /// Parameters that have the same value at every point, by name.
    public var constants: [String: JSON] {
        let fixed = parameters.filter { $0.condition == nil && $0.values.isConstant }
        return Dictionary(uniqueKeysWithValues: fixed.map { ($0.name, $0.values[0]) })
    }

    /// The parameters of the point at `index`, nested names unfolded into objects; an index out of range gives `{}`.
    public func parameters(at index: Int) -> JSON {
        guard (0..<pointCount).contains(index) else { return .object([:]) }
        var digits = [Int](repeating: Grid.absent, count: grid.table.axes.count)
        grid.decode(index, into: &digits)
        var members: [String: JSON] = [:]
        for (axis, digit) in zip(grid.table.axes, digits) where digit != Grid.absent {
            for parameter in axis.parameters {
                members.set(parameter.values[digit], at: parameter.path[...])
            }
        }
        return .object(members)
    }

    /// The index of the point with exactly these parameters, or `nil`; `1` and `1.0` are one value.
    public func index(of point: JSON) -> Int? {
        let digits = grid.table.axes.map { $0.digit(in: point) ?? Grid.absent }
        guard let index = grid.encode(digits), index < pointCount, parameters(at: index).isSame(as: point) else {
            return nil
        }
        return index
    }

    /// Whether `exclude` drops the point at `index`.
    public func isExcluded(_ index: Int) -> Bool {
        guard !excludes.isEmpty, (0..<pointCount).contains(index) else { return false }
        var digits = [Int](repeating: Grid.absent, count: grid.table.axes.count)
        return exclusion.drops(index, &digits, in: grid)
    }

    private static func checkComparisons(
        _ parameters: [Parameter], _ excludes: [Condition]
    ) throws(SearchSpaceError) {
        let counts = Dictionary(uniqueKeysWithValues: parameters.map { ($0.name, $0.values.listedCount) })
        let tests = (parameters.compactMap(\.condition) + excludes).flatMap(\.tests)
        let comparisons = tests.reduce(0) { $0 + (counts[$1.parameter] ?? 0) + $1.comparison.namedCount }
        guard comparisons <= comparisonCap else { throw .tooManyComparisons(comparisons) }
    }

    private static func sorted(_ parameters: [Parameter]) throws(SearchSpaceError) -> [Parameter] {
        let paths = Set(parameters.map(\.path))
        var names: Set<String> = []
        var sorted: [Parameter] = []
        for parameter in parameters {
            let name = parameter.name
            guard !parameter.path.isEmpty, !parameter.path.contains("") else { throw .emptyName }
            guard names.insert(name).inserted else { throw .repeatedName(name) }
            for length in 1..<parameter.path.count where paths.contains(Array(parameter.path.prefix(length))) {
                throw .nameInsideAnother(name, outer: parameter.path.prefix(length).joined(separator: "."))
            }
            if case .integers(_, 0, _) = parameter.values { throw .invalidRange(name) }
            guard parameter.values.count > 0 else { throw .noValues(name) }
            guard parameter.values.isRepresentable else { throw .invalidRange(name) }
            sorted.append(
                Parameter(path: parameter.path, values: parameter.values.canonical, condition: parameter.condition))
        }
        return sorted.sorted { $0.name < $1.name }
    }
}

extension SearchSpace: Equatable {
    public static func == (left: SearchSpace, right: SearchSpace) -> Bool {
        left.parameters == right.parameters && left.zips == right.zips && left.excludes == right.excludes
    }
}

extension [String: JSON] {
    fileprivate mutating func set(_ value: JSON, at path: ArraySlice<String>) {
        guard let name = path.first else { return }
        guard path.count > 1 else {
            self[name] = value
            return
        }
        var inner = self[name]?.object ?? [:]
        inner.set(value, at: path.dropFirst())
        self[name] = .object(inner)
    }
}
