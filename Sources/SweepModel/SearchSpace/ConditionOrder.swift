/// Which axes `when` ties together, and in what order their digits can be decided.
struct ConditionOrder {
    /// Axes that depend on each other, directly or not; an axis without ties is a group of its own.
    struct Group {
        /// The axis that comes first by name.
        var first: Int
        /// Axes that conditions look at, each behind those that it depends on itself; then by name.
        var controlling: [Int] = []
        /// Axes that no condition looks at, by name.
        var dependent: [Int] = []
    }

    /// In the order of their first axes.
    let groups: [Group]

    /// - Throws: `SearchSpaceError.conditionCycle`.
    init(_ table: AxisTable) throws(SearchSpaceError) {
        let needs = table.conditions.map { $0?.axes ?? [] }
        let order = try ConditionOrder.sorted(needs, names: table.axes.map(\.name))
        let looked = needs.reduce(into: Set<Int>()) { $0.formUnion($1) }
        var root = Array(needs.indices)
        for (axis, others) in needs.enumerated() {
            for other in others { ConditionOrder.join(axis, other, in: &root) }
        }
        var groups: [Int: Group] = [:]
        for axis in needs.indices where ConditionOrder.find(axis, in: &root) == axis {
            groups[axis] = Group(first: axis)
        }
        for axis in order {
            let group = ConditionOrder.find(axis, in: &root)
            if looked.contains(axis) { groups[group]?.controlling.append(axis) }
        }
        for axis in needs.indices where !looked.contains(axis) {
            groups[ConditionOrder.find(axis, in: &root)]?.dependent.append(axis)
        }
        self.groups = groups.values.sorted { $0.first < $1.first }
    }

    /// The axes so that each stands behind those that it needs; among ready ones the first by name goes first.
    private static func sorted(_ needs: [Set<Int>], names: [String]) throws(SearchSpaceError) -> [Int] {
        var open = needs.map(\.count)
        var dependents = [[Int]](repeating: [], count: needs.count)
        for (axis, others) in needs.enumerated() {
            for other in others { dependents[other].append(axis) }
        }
        var level = needs.indices.filter { open[$0] == 0 }
        var order: [Int] = []
        while !level.isEmpty {
            order += level
            var next: [Int] = []
            for axis in level {
                for dependent in dependents[axis] {
                    open[dependent] -= 1
                    if open[dependent] == 0 { next.append(dependent) }
                }
            }
            level = next.sorted()
        }
        guard order.count == needs.count else { throw .conditionCycle(cycle(needs, open).map { names[$0] }) }
        return order
    }

    /// Follows unmet needs from the first axis that has one, until an axis comes a second time.
    private static func cycle(_ needs: [Set<Int>], _ open: [Int]) -> [Int] {
        var path: [Int] = []
        var next = open.firstIndex { $0 > 0 }
        while let axis = next {
            if let start = path.firstIndex(of: axis) { return Array(path[start...]) }
            path.append(axis)
            next = needs[axis].filter { open[$0] > 0 }.min()
        }
        return path
    }

    /// The smallest axis of a group stands for it.
    private static func find(_ axis: Int, in root: inout [Int]) -> Int {
        var axis = axis
        while root[axis] != axis {
            root[axis] = root[root[axis]]
            axis = root[axis]
        }
        return axis
    }

    private static func join(_ left: Int, _ right: Int, in root: inout [Int]) {
        let left = find(left, in: &root)
        let right = find(right, in: &root)
        root[max(left, right)] = min(left, right)
    }
}
