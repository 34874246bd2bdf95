internal import ResultStore
internal import Statistics
internal import SweepModel

extension ParameterImportance {
    /// Fewer candidates make the figures unsteady.
    static let steadyCount = 40

    /// Both evaluators, where the pool allows them.
    static func all(in pool: Pool, parameters: [String]) -> [ParameterImportance] {
        guard pool.rows.count > 1, !parameters.isEmpty else { return [] }
        let factors = parameters.map { Factor($0, pool.rows) }
        let scores = pool.rows.map { $0.value ?? .nan }
        return [pedANOVA(factors, scores, pool.metric.goal), functionalANOVA(factors, scores)].compactMap { $0 }
    }

    private static func pedANOVA(
        _ factors: [Factor], _ scores: [Double], _ goal: Metric.Goal
    ) -> ParameterImportance? {
        guard
            let result = try? PedAnova(
                parameters: factors.map(\.parameter), objective: scores,
                direction: goal == .maximize ? .maximize : .minimize)
        else { return nil }
        let shares = zip(factors, result.normalized).map { Share(parameters: [$0.name], share: $1) }
        let few = "rests on \(scores.count) points, \(result.targetCount) of them among the best tenth: unsteady"
        return ParameterImportance(
            evaluator: .pedANOVA, count: scores.count, shares: sorted(shares),
            warning: scores.count < steadyCount || result.targetCount < 5 ? few : nil)
    }

    /// `nil` unless every combination of levels is there, equally often.
    private static func functionalANOVA(_ factors: [Factor], _ scores: [Double]) -> ParameterImportance? {
        let columns = factors.compactMap(\.levelIndices)
        guard columns.count == factors.count else { return nil }
        let levels = scores.indices.map { row in columns.map { $0[row] } }
        guard let result = try? GridAnova(levels: levels, values: scores) else { return nil }
        var shares = result.effects.map { effect in
            Share(parameters: effect.factors.map { factors[$0].name }, share: effect.fraction)
        }
        // What two parameters at a time leave unexplained.
        if result.residualFraction > 1e-9 { shares.append(Share(parameters: [], share: result.residualFraction)) }
        return ParameterImportance(
            evaluator: .functionalANOVA, count: scores.count, shares: sorted(shares), warning: nil)
    }

    private static func sorted(_ shares: [Share]) -> [Share] {
        shares.enumerated().sorted { ($1.element.share, $0.offset) < ($0.element.share, $1.offset) }.map(\.element)
    }
}
