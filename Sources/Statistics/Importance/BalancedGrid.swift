/// Values over a grid of factors that has every combination of levels equally often.
struct BalancedGrid {
    /// The number of levels of each factor.
    let sizes: [Int]
    /// [row], the values less their mean.
    let deviations: [Double]
    let repeats: Int
    private let levels: [[Int]]

    /// The effect of some factors in each cell of theirs.
    struct Component {
        let factors: [Int]
        let values: [Double]
    }

    init(levels: [[Int]], values: [Double]) throws(ImportanceError) {
        guard let factors = levels.first?.count, factors > 0 else { throw .empty }
        guard levels.count == values.count else {
            throw .lengthsDiffer(parameter: 0, received: levels.count, expected: values.count)
        }
        var sizes = [Int](repeating: 1, count: factors)
        for (row, line) in levels.enumerated() {
            guard line.count == factors else {
                throw .lengthsDiffer(parameter: row, received: line.count, expected: factors)
            }
            for (factor, level) in line.enumerated() {
                guard level >= 0, level < Int.max else { throw .invalidValue(parameter: factor, row: row) }
                sizes[factor] = max(sizes[factor], level + 1)
            }
        }
        if let row = values.firstIndex(where: { !$0.isFinite }) { throw .invalidObjective(row: row) }
        self.sizes = sizes
        self.levels = levels
        repeats = try Self.repeats(levels, sizes)
        let mean = Summary(of: values)?.mean ?? 0
        deviations = values.map { $0 - mean }
    }

    /// How often each cell occurs.
    private static func repeats(_ levels: [[Int]], _ sizes: [Int]) throws(ImportanceError) -> Int {
        var cells = 1
        for size in sizes {
            let (product, overflow) = cells.multipliedReportingOverflow(by: size)
            guard !overflow else { throw .gridTooLarge }
            cells = product
        }
        var counts: [[Int]: Int] = [:]
        for line in levels { counts[line, default: 0] += 1 }
        guard counts.count == cells else { throw .incompleteGrid(missing: cells - counts.count, cells: cells) }
        let fewest = counts.values.min() ?? 0
        let most = counts.values.max() ?? 0
        guard fewest == most else { throw .unbalancedGrid(fewest: fewest, most: most) }
        return fewest
    }

    /// The mean of each cell of the factors, less the components of their proper subsets.
    func component(of factors: [Int], less smaller: [Component]) -> Component {
        let cells = factors.reduce(1) { $0 * sizes[$1] }
        var values = [Double](repeating: 0, count: cells)
        for (line, deviation) in zip(levels, deviations) { values[cell(line, factors)] += deviation }
        let rows = Double(deviations.count / cells)
        for index in values.indices { values[index] /= rows }
        for subset in smaller where subset.factors.count < factors.count && subset.factors.allSatisfy(factors.contains)
        {
            for index in values.indices {
                values[index] -= subset.values[cell(line(of: index, factors), subset.factors)]
            }
        }
        return Component(factors: factors, values: values)
    }

    /// The place of a row in the grid of some factors, the last varying fastest.
    private func cell(_ line: [Int], _ factors: [Int]) -> Int {
        factors.reduce(0) { $0 * sizes[$1] + line[$1] }
    }

    /// The levels of a cell, for the given factors; 0 for the others.
    private func line(of cell: Int, _ factors: [Int]) -> [Int] {
        var line = [Int](repeating: 0, count: sizes.count)
        var rest = cell
        for factor in factors.reversed() {
            line[factor] = rest % sizes[factor]
            rest /= sizes[factor]
        }
        return line
    }
}
