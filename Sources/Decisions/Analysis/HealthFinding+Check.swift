internal import JSON
internal import ResultStore
internal import SweepModel

extension HealthFinding {
    static func all(in pool: Pool, parameters: [String]) -> [HealthFinding] {
        var findings = pool.sweeps.flatMap(outcomes)
        if let digests = differentData(pool) { findings.append(digests) }
        findings += seeds(pool)
        let leaders = leaders(pool)
        findings += parameters.compactMap { edge(of: $0, leaders, pool) }
        if let best = leaders.first?.value, leaders.count > 1 {
            findings.append(.equalScores(count: leaders.count, score: best))
        }
        return findings
    }

    private static func outcomes(_ sweep: SweepSummary) -> [HealthFinding] {
        var findings: [HealthFinding] = []
        if sweep.failed > 0 {
            let reasons = sweep.failedByReason.map { ($0.key.rawValue, $0.value) }
            findings.append(
                .failed(
                    count: sweep.failed, planned: sweep.planned, reasons: Dictionary(reasons, uniquingKeysWith: +)))
        }
        if sweep.missing > 0 { findings.append(.missing(count: sweep.missing, planned: sweep.planned)) }
        return findings
    }

    private static func differentData(_ pool: Pool) -> HealthFinding? {
        var digests: [String: Int] = [:]
        for trial in pool.rows.lazy.flatMap(\.trials) {
            if let digest = trial.outcome.provenance.dataDigest { digests[digest, default: 0] += 1 }
        }
        return digests.count > 1 ? .differentData(digests: digests) : nil
    }

    private static func seeds(_ pool: Pool) -> [HealthFinding] {
        let counts = pool.rows.map(\.succeededCount)
        guard let most = counts.max() else { return [] }
        // Nothing varies where the seed is ignored.
        if most == 1 { return pool.rows.allSatisfy(\.ignoresSeed) ? [] : [.oneSeed] }
        let fewer = counts.count { $0 < most }
        let idle = pool.rows.count { $0.succeededCount > 1 && $0.ignoresSeed }
        return (fewer > 0 ? [.unevenSeeds(points: fewer)] : []) + (idle > 0 ? [.seedsWithoutEffect(points: idle)] : [])
    }

    /// The points with the best score, but for rounding.
    private static func leaders(_ pool: Pool) -> ArraySlice<LeaderboardRow> {
        guard let best = pool.rows.first?.value else { return [] }
        return pool.rows.prefix { row in row.value.map { abs($0 - best) <= 1e-12 * abs(best) } ?? false }
    }

    /// Whether every point with the best score has the lowest, or every one the highest, of three or more values that were
    /// tried, all of them numbers. What failed was tried, too.
    private static func edge(
        of parameter: String, _ leaders: ArraySlice<LeaderboardRow>, _ pool: Pool
    ) -> HealthFinding? {
        let values = (pool.rows.map(\.parameters) + pool.unscored).compactMap { $0[parameter] }
        let tried = Set(values.compactMap(\.double))
        let best = Set(leaders.map { $0.parameters[parameter]?.double })
        guard tried.count > 2, values.allSatisfy({ $0.double != nil }), best.count == 1, let only = best.first ?? nil,
            let value = leaders.first?.parameters[parameter], let lowest = tried.min(), let highest = tried.max(),
            only == lowest || only == highest
        else { return nil }
        return .edge(parameter: parameter, value: value, isHighest: only == highest)
    }
}
