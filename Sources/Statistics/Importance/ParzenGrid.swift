import Foundation

/// A parameter's values counted on a grid, and the density that a kernel estimator draws over it.
///
/// Kernels are normal distributions cut to the grid and integrated over each cell, one a value that occurs, weighted by its count,
/// with Scott's bandwidth (1992); one more as wide as the grid, of weight 1, keeps every density above zero. Choices get a
/// kernel of one choice each, mixed with equal parts. Watanabe, Bansal & Hutter, "PED-ANOVA" (IJCAI 2023), 4.2.
struct ParzenGrid {
    /// At most this many cells over a range.
    static let mostCells = 50
    private static let priorWeight = 1.0

    private let counts: [Int]
    private let isCategorical: Bool

    /// Values outside a range count in the outermost cell.
    init(_ domain: ParameterDomain, _ values: [Double]) {
        switch domain {
        case .categorical(let choices):
            isCategorical = true
            var counts = [Int](repeating: 0, count: choices)
            for value in values { counts[Int(value)] += 1 }
            self.counts = counts
        case .real(let low, let high, let isLog, let step):
            isCategorical = false
            let steps = isLog ? nil : step.map { ((high - low) / $0).rounded(.toNearestOrEven) + 1 }
            counts = Self.count(values, low, high, isLog, cells: steps)
        case .integer(let low, let high, let isLog, let step):
            isCategorical = false
            let cells =
                isLog ? ceil(log(high - low + 1) / log(2)) + 1 : ((high - low) / step).rounded(.toNearestOrEven) + 1
            counts = Self.count(values, low, high, isLog, cells: cells)
        }
    }

    private static func count(
        _ values: [Double], _ low: Double, _ high: Double, _ isLog: Bool, cells: Double?
    ) -> [Int] {
        let cells = Int(min(cells ?? .infinity, Double(mostCells)))
        let start = isLog ? log(low) : low
        let width = ((isLog ? log(high) : high) - start) / Double(cells - 1)
        var counts = [Int](repeating: 0, count: cells)
        for value in values {
            // A value midway between two cells counts in the lower one.
            let position = ceil(((isLog ? log(value) : value) - start) / width - 0.5)
            counts[position > 0 ? Int(min(position, Double(cells - 1))) : 0] += 1
        }
        return counts
    }

    /// The probability of each cell; they sum to 1.
    var density: [Double] {
        let observed = counts.indices.filter { counts[$0] > 0 }
        let total = Double(counts.reduce(0, +))
        guard total > 0 else { return counts.map { _ in 1 / Double(counts.count) } }
        return isCategorical ? choiceDensity(observed, total) : rangeDensity(observed, total)
    }

    private func choiceDensity(_ observed: [Int], _ total: Double) -> [Double] {
        let choices = Double(counts.count)
        let part = Self.priorWeight / Double(observed.count + 1)
        let scale = 1 / (1 + choices * part)
        let all = total + Self.priorWeight
        return counts.map { count in
            (total * part * scale + Double(count) * scale + Self.priorWeight / choices) / all
        }
    }

    private func rangeDensity(_ observed: [Int], _ total: Double) -> [Double] {
        let high = Double(counts.count - 1)
        let bandwidth = bandwidth(observed, total)
        var density = [Double](repeating: 0, count: counts.count)
        func add(mean: Double, deviation: Double, weight: Double) {
            func mass(_ from: Double, _ to: Double) -> Double {
                let (low, up) = ((from - mean) / deviation, (to - mean) / deviation)
                return low > 0
                    ? StandardNormal.upperTail(low) - StandardNormal.upperTail(up)
                    : StandardNormal.cumulative(up) - StandardNormal.cumulative(low)
            }
            let scale = weight / (total + Self.priorWeight) / mass(-0.5, high + 0.5)
            for cell in density.indices { density[cell] += scale * mass(Double(cell) - 0.5, Double(cell) + 0.5) }
        }
        for cell in observed { add(mean: Double(cell), deviation: bandwidth, weight: Double(counts[cell])) }
        add(mean: high / 2, deviation: high + 1, weight: Self.priorWeight)
        return density
    }

    /// Scott's 1.059 · min(IQR/1.34, s) · n^(−1/5), in cells, and at least so wide that 90 % of a kernel lies in its cell.
    private func bandwidth(_ observed: [Int], _ total: Double) -> Double {
        let mean = observed.reduce(0.0) { $0 + Double($1 * counts[$1]) } / total
        let squares = observed.reduce(0.0) { $0 + Double(counts[$1]) * (Double($1) - mean) * (Double($1) - mean) }
        let deviation = (squares / max(1, total - 1)).squareRoot()
        var cumulative: [Int] = []
        for cell in observed { cumulative.append((cumulative.last ?? 0) + counts[cell]) }
        let all = cumulative.last ?? 0
        let first = cumulative.firstIndex { $0 >= all / 4 } ?? 0
        let third = min(cumulative.firstIndex { $0 > all * 3 / 4 } ?? observed.count, observed.count - 1)
        let range = Double(observed[third] - observed[first])
        return max(1.059 * min(range / 1.34, deviation) * pow(total, -0.2), 0.5 / 1.64)
    }
}
