/// A grid as a mixed-radix number: factors in the order of their first names, the last one fastest.
///
/// A factor is an axis of its own, or a group of axes that `when` ties together.
struct Grid: Sendable {
    /// The digit of an axis that does not exist at a point.
    static let absent = -1

    let table: AxisTable
    let factors: [Factor]

    enum Factor: Sendable {
        case axis(Int)
        case conditioned(ConditionedAxes)
    }

    /// The grid of one point.
    init() {
        table = AxisTable()
        factors = []
    }

    /// - Throws: `SearchSpaceError`.
    init(_ table: AxisTable) throws(SearchSpaceError) {
        self.table = table
        let order = try ConditionOrder(table)
        var factors: [Factor] = []
        for group in order.groups {
            if group.controlling.isEmpty {
                factors.append(.axis(group.first))
            } else {
                factors.append(
                    .conditioned(
                        try ConditionedAxes(controlling: group.controlling, dependent: group.dependent, in: table)))
            }
        }
        self.factors = factors
    }

    func count(of factor: Factor) -> Int {
        switch factor {
        case .axis(let axis): table.axes[axis].count
        case .conditioned(let group): group.count
        }
    }

    func axes(of factor: Factor) -> [Int] {
        switch factor {
        case .axis(let axis): [axis]
        case .conditioned(let group): group.axes
        }
    }

    /// Points of the grid; `nil` where there are more than `Int.max`.
    var count: Int? {
        var product = 1
        for factor in factors {
            let (next, overflow) = product.multipliedReportingOverflow(by: count(of: factor))
            if overflow { return nil }
            if case .conditioned(let group) = factor, group.isCountSaturated { return nil }
            product = next
        }
        return product
    }

    /// Sets `digits`, one an axis, to those of the point at `index`.
    ///
    /// In a grid of more than `Int.max` points the slowest factors stay at their first value: no index reaches further.
    func decode(_ index: Int, into digits: inout [Int]) {
        var rest = index
        for factor in factors.reversed() {
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: count(of: factor))
            set(factor, to: digit, in: &digits)
            rest = quotient
        }
    }

    func set(_ factor: Factor, to number: Int, in digits: inout [Int]) {
        switch factor {
        case .axis(let axis): digits[axis] = number
        case .conditioned(let group): group.decode(number, into: &digits, in: table)
        }
    }

    /// The index of the point with these digits, or `nil` where there is none.
    func encode(_ digits: [Int]) -> Int? {
        var index = 0
        for factor in factors {
            guard let number = number(of: factor, in: digits),
                let next = index.appending(number, radix: count(of: factor))
            else { return nil }
            index = next
        }
        return index
    }

    private func number(of factor: Factor, in digits: [Int]) -> Int? {
        switch factor {
        case .axis(let axis): digits[axis] == Grid.absent ? nil : digits[axis]
        case .conditioned(let group): group.encode(digits, in: table)
        }
    }
}
