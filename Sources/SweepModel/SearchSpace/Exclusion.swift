/// `exclude` in terms of digits, and the factors that it looks at.
struct Exclusion: Sendable {
    private let conditions: [AxisCondition]
    /// Places, in the grid's factors, of those that some condition looks at; ascending.
    let factors: [Int]
    /// Points in a row that share all that conditions look at: the product of the factors behind the last such one.
    let blockLength: Int

    /// Drops nothing.
    init() {
        conditions = []
        factors = []
        blockLength = 1
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
        let factors = grid.factors.indices.filter { place in
            switch grid.factors[place] {
            case .axis(let axis): axes.contains(axis)
            case .conditioned(let group): !axes.isDisjoint(with: group.axes)
            }
        }
        blockLength = grid.factors.dropFirst((factors.last ?? -1) + 1).reduce(1) {
            $0.saturatingProduct(grid.count(of: $1))
        }
        self.factors = factors
        self.conditions = conditions
    }

    /// Whether a point with these digits is not tried.
    func drops(_ digits: [Int]) -> Bool { conditions.contains { $0.isMet(by: digits) } }
}
