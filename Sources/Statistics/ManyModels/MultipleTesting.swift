/// Adjustments of p values for having looked at several.
public enum MultipleTesting: Sendable, Equatable, CaseIterable {
    /// Holm (1979): controls any false rejection among all; sorted p_i · (m − i + 1), running maximum.
    case holm
    /// Benjamini & Hochberg (1995): controls the share of false rejections; p_i · m/i, running minimum from the largest.
    case benjaminiHochberg
    /// Benjamini & Yekutieli (2001): as that, under any dependence; times 1 + 1/2 + … + 1/m.
    case benjaminiYekutieli

    /// The adjusted p values, in the order of `pValues` and at most 1; `nil` where one is NaN or outside [0, 1].
    public func adjusted(_ pValues: [Double]) -> [Double]? {
        guard pValues.allSatisfy({ $0 >= 0 && $0 <= 1 }) else { return nil }
        let order = pValues.indices.sorted { pValues[$0] < pValues[$1] }
        var result = [Double](repeating: 1, count: pValues.count)
        if self == .holm {
            var highest = 0.0
            for (position, index) in order.enumerated() {
                highest = max(highest, min(1, pValues[index] * Double(pValues.count - position)))
                result[index] = highest
            }
        } else {
            let unit = unit(of: pValues.count)
            var lowest = 1.0
            for (position, index) in order.enumerated().reversed() {
                lowest = min(lowest, pValues[index] / (Double(position + 1) * unit))
                result[index] = lowest
            }
        }
        return result
    }

    /// Which hypotheses are rejected at `alpha`, by comparing each p value with its own limit; `nil` as for ``adjusted(_:)``.
    public func rejected(_ pValues: [Double], alpha: Double = 0.05) -> [Bool]? {
        guard alpha >= 0, alpha <= 1, pValues.allSatisfy({ $0 >= 0 && $0 <= 1 }) else { return nil }
        let order = pValues.indices.sorted { pValues[$0] < pValues[$1] }
        let unit = unit(of: pValues.count)
        let passes = order.enumerated().map { position, index in
            self == .holm
                ? pValues[index] <= alpha / Double(pValues.count - position)
                : pValues[index] <= Double(position + 1) * unit * alpha
        }
        let last =
            self == .holm
            ? passes.firstIndex(of: false) ?? passes.count : (passes.lastIndex(of: true).map { $0 + 1 } ?? 0)
        var result = [Bool](repeating: false, count: pValues.count)
        for index in order.prefix(last) { result[index] = true }
        return result
    }

    /// 1/m, the smallest p value's share of alpha; over the harmonic number under any dependence.
    private func unit(of count: Int) -> Double {
        guard count > 0, self == .benjaminiYekutieli else { return 1 / Double(max(count, 1)) }
        return 1 / Double(count) / (1...count).reversed().reduce(0.0) { $0 + 1 / Double($1) }
    }
}
