/// Axes that `when` ties together: a table of the controlling ones' combinations, the others as factors of each row.
///
/// Letters: r rows (combinations that can occur), c controlling axes. The table holds r·c digits.
struct ConditionedAxes: Sendable {
    /// The axes that some condition looks at, each behind those that it depends on itself.
    private let controlling: [Int]
    /// The axes that no condition looks at, by name.
    private let dependent: [Int]
    /// r × c digits, rows in ascending order; `Grid.absent` for an axis that does not exist in the row.
    private let rows: [Int]
    /// Points of the rows up to and including each; saturates at `Int.max`.
    private let ends: [Int]

    var count: Int { ends.last ?? 0 }
    var isCountSaturated: Bool { count == Int.max }
    var axes: [Int] { controlling + dependent }

    /// - Throws: `SearchSpaceError.tooManyConditionedCombinations`.
    init(controlling: [Int], dependent: [Int], in grid: AxisTable) throws(SearchSpaceError) {
        self.controlling = controlling
        self.dependent = dependent
        rows = try ConditionedAxes.rows(of: controlling, tied: controlling.count + dependent.count, in: grid)
        var digits = [Int](repeating: Grid.absent, count: grid.axes.count)
        var ends: [Int] = []
        for row in 0..<rows.count / controlling.count {
            for (place, axis) in controlling.enumerated() { digits[axis] = rows[row * controlling.count + place] }
            let points = dependent.reduce(1) { product, axis in
                grid.exists(axis, digits) ? product.saturatingProduct(grid.axes[axis].count) : product
            }
            ends.append((ends.last ?? 0).saturatingSum(points))
        }
        self.ends = ends
    }

    /// Grows the table by an axis at a time; rows stay sorted because each is replaced by its continuations.
    private static func rows(
        of controlling: [Int], tied: Int, in grid: AxisTable
    ) throws(SearchSpaceError) -> [Int] {
        var digits = [Int](repeating: Grid.absent, count: grid.axes.count)
        var rows: [Int] = []
        for (width, axis) in controlling.enumerated() {
            var longer: [Int] = []
            for row in 0..<(width == 0 ? 1 : rows.count / width) {
                let prefix = rows[row * width..<(row + 1) * width]
                for (place, digit) in prefix.enumerated() { digits[controlling[place]] = digit }
                let choices = grid.exists(axis, digits) ? 0..<grid.axes[axis].count : Grid.absent..<Grid.absent + 1
                let rowCount = (longer.count / (width + 1)).saturatingSum(choices.count)
                guard rowCount.saturatingProduct(tied) <= SearchSpace.conditionTableCap else {
                    throw .tooManyConditionedCombinations(controlling.map { grid.axes[$0].name })
                }
                for digit in choices { longer += prefix + [digit] }
            }
            rows = longer
        }
        return rows
    }

    /// Sets the digits of these axes to the combination numbered `index`, in `0..<count`.
    func decode(_ index: Int, into digits: inout [Int], in grid: AxisTable) {
        let row = ends.firstIndex(above: index)
        var rest = index - (row == 0 ? 0 : ends[row - 1])
        for (place, axis) in controlling.enumerated() { digits[axis] = rows[row * controlling.count + place] }
        for axis in dependent.reversed() {
            guard grid.exists(axis, digits) else {
                digits[axis] = Grid.absent
                continue
            }
            (rest, digits[axis]) = rest.quotientAndRemainder(dividingBy: grid.axes[axis].count)
        }
    }

    /// The number of a combination, or `nil` where it can't occur or its number exceeds `Int.max`.
    func encode(_ digits: [Int], in grid: AxisTable) -> Int? {
        guard let row = row(of: digits) else { return nil }
        var index = 0
        for axis in dependent {
            let exists = grid.exists(axis, digits)
            guard exists == (digits[axis] != Grid.absent) else { return nil }
            guard exists else { continue }
            guard let next = index.appending(digits[axis], radix: grid.axes[axis].count) else { return nil }
            index = next
        }
        let (number, overflow) = index.addingReportingOverflow(row == 0 ? 0 : ends[row - 1])
        return overflow || number == Int.max ? nil : number
    }

    /// Binary search over the sorted rows.
    private func row(of digits: [Int]) -> Int? {
        let wanted = controlling.map { digits[$0] }
        var low = 0
        var high = ends.count
        while low < high {
            let middle = (low + high) / 2
            let row = rows[middle * controlling.count..<(middle + 1) * controlling.count]
            if row.lexicographicallyPrecedes(wanted) { low = middle + 1 } else { high = middle }
        }
        guard low < ends.count else { return nil }
        return rows[low * controlling.count..<(low + 1) * controlling.count].elementsEqual(wanted) ? low : nil
    }
}

extension [Int] {
    /// The first place of an ascending list whose element is greater than `value`; the list must have one.
    fileprivate func firstIndex(above value: Int) -> Int {
        var low = 0
        var high = count - 1
        while low < high {
            let middle = (low + high) / 2
            if self[middle] > value { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
