/// `exclude` in terms of digits, and the factors that it looks at.
struct Exclusion: Sendable {
    private let conditions: [AxisCondition]
    /// The factors that some condition looks at, in the order of the grid.
    let looked: [Looked]

    /// One factor of the grid, and how many points in a row share its number.
    struct Looked: Sendable {
        let factor: Grid.Factor
        let count: Int
        /// The product of the factors behind it; saturates at `Int.max`.
        let stride: Int
    }

    /// Drops nothing.
    init() {
        conditions = []
        looked = []
    }

    /// - Throws: `SearchSpaceError.unknownParameter`.
    init(_ excludes: [Condition], of grid: Grid) throws(SearchSpaceError) {
        var conditions: [AxisCondition] = []
        for condition in excludes {
            conditions.append(
                try AxisCondition(
                    condition, axes: grid.table.axes, axisOfParameter: grid.table.axisOfParameter, clause: .exclude))
        }
        let axes = conditions.reduce(into: Set<Int>()) { $0.formUnion($1.axes) }
        var looked: [Looked] = []
        var stride = 1
        for factor in grid.factors.reversed() {
            let count = grid.count(of: factor)
            if !axes.isDisjoint(with: grid.axes(of: factor)) {
                looked.append(Looked(factor: factor, count: count, stride: stride))
            }
            stride = stride.saturatingProduct(count)
        }
        self.looked = looked.reversed()
        self.conditions = conditions
    }

    /// Points in a row that share all that conditions look at.
    var blockLength: Int { looked.last?.stride ?? Int.max }

    /// Whether a point with these digits is not tried.
    func drops(_ digits: [Int]) -> Bool { conditions.contains { $0.isMet(by: digits) } }

    /// Whether the point at `index` is not tried; only the digits that conditions look at are decoded.
    func drops(_ index: Int, _ digits: inout [Int], in grid: Grid) -> Bool {
        for factor in looked { grid.set(factor.factor, to: index / factor.stride % factor.count, in: &digits) }
        return drops(digits)
    }
}
