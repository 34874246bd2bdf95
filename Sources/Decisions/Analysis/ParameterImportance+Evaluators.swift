internal import ResultStore
internal import Statistics
internal import SweepModel

extension ParameterImportance {
    /// Fewer candidates, or fewer among the best tenth, make the figures unsteady.
    static let steadyCount = 40
    static let steadyBest = 5

    /// Both evaluators, where the pool allows them: none where all scores are equal, so that there is nothing to explain.
    static func all(in pool: Pool, parameters: [String]) -> [ParameterImportance] {
        let scores = pool.rows.compactMap(\.value)
        guard let first = scores.first, scores.contains(where: { $0 != first }), !parameters.isEmpty else { return [] }
        let factors = parameters.map { Factor($0, pool.rows, unscored: pool.unscored) }
        return [pedANOVA(factors, scores, pool.metric.goal), functionalANOVA(factors, scores)].compactMap { $0 }
    }

    private static func pedANOVA(
        _ factors: [Factor], _ scores: [Double], _ goal: Metric.Goal
    ) -> ParameterImportance? {
        guard
            let result = try? PedAnova(
                parameters: factors.map(\.parameter), objective: scores,
                direction: goal == .maximize ? .maximize : .minimize),
            result.raw.allSatisfy(\.isFinite), result.raw.contains(where: { $0 > 0 })
        else { return nil }
        let shares = zip(factors, result.normalized).map { Share(parameters: [$0.name], share: $1) }
        let isSteady = scores.count >= steadyCount && result.targetCount >= steadyBest
        return ParameterImportance(
            evaluator: .pedANOVA, count: scores.count, shares: sorted(shares), residual: nil,
            warning: isSteady
                ? nil : "rests on \(scores.count) points, \(result.targetCount) of them among the best tenth: unsteady")
    }

    /// `nil` unless every combination of levels is there, equally often.
    private static func functionalANOVA(_ factors: [Factor], _ scores: [Double]) -> ParameterImportance? {
        let columns = factors.compactMap(\.levelIndices)
        guard columns.count == factors.count, isFullGrid(columns, scores.count) else { return nil }
        let levels = scores.indices.map { row in columns.map { $0[row] } }
        guard let result = try? GridAnova(levels: levels, values: scores), result.totalSumOfSquares.isFinite else {
            return nil
        }
        let shares = result.effects.map { effect in
            Share(parameters: effect.factors.map { factors[$0].name }, share: effect.fraction)
        }
        return ParameterImportance(
            evaluator: .functionalANOVA, count: scores.count, shares: sorted(shares),
            residual: result.residualFraction > 1e-9 ? result.residualFraction : 0, warning: nil)
    }

    /// Whether the numbers of levels go into the number of points: a quick look, before each point's cell is counted.
    private static func isFullGrid(_ columns: [[Int]], _ count: Int) -> Bool {
        var cells = 1
        for column in columns {
            cells *= (column.max() ?? 0) + 1
            if cells > count { return false }
        }
        return count.isMultiple(of: cells)
    }

    private static func sorted(_ shares: [Share]) -> [Share] {
        shares.enumerated().sorted { ($1.element.share, $0.offset) < ($0.element.share, $1.offset) }.map(\.element)
    }
}
