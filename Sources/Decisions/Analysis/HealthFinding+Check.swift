internal import JSON
internal import ResultStore
internal import SweepModel

extension HealthFinding {
    static func all(in pool: Pool, parameters: [String]) -> [HealthFinding] {
        var findings: [HealthFinding] = []
        for sweep in pool.sweeps {
            if sweep.failed > 0 {
                let reasons = sweep.failedByReason.map { ($0.key.rawValue, $0.value) }
                findings.append(
                    .failed(
                        count: sweep.failed, planned: sweep.planned,
                        reasons: Dictionary(reasons, uniquingKeysWith: +)))
            }
            if sweep.missing > 0 { findings.append(.missing(count: sweep.missing, planned: sweep.planned)) }
        }
        if let digests = differentData(pool) { findings.append(digests) }
        if let seeds = seeds(pool) { findings.append(seeds) }
        findings += parameters.compactMap { edge(of: $0, pool) }
        if let equal = equalScores(pool) { findings.append(equal) }
        return findings
    }

    private static func differentData(_ pool: Pool) -> HealthFinding? {
        var digests: [String: Int] = [:]
        for trial in pool.rows.lazy.flatMap(\.trials) {
            if let digest = trial.outcome.provenance.dataDigest { digests[digest, default: 0] += 1 }
        }
        return digests.count > 1 ? .differentData(digests: digests) : nil
    }

    private static func seeds(_ pool: Pool) -> HealthFinding? {
        let counts = pool.rows.map(\.succeededCount)
        guard let most = counts.max() else { return nil }
        if most == 1 { return .oneSeed }
        let fewer = counts.count { $0 < most }
        return fewer > 0 ? .unevenSeeds(points: fewer) : nil
    }

    /// Whether the best point has the lowest or highest of three or more values that were tried, all of them numbers.
    private static func edge(of parameter: String, _ pool: Pool) -> HealthFinding? {
        let values = pool.rows.compactMap { $0.parameters[parameter] }
        let tried = Set(values.compactMap(\.double))
        guard tried.count > 2, values.allSatisfy({ $0.double != nil }),
            let value = pool.rows.first?.parameters[parameter], let best = value.double,
            let lowest = tried.min(), let highest = tried.max(), best == lowest || best == highest
        else { return nil }
        return .edge(parameter: parameter, value: value, isHighest: best == highest)
    }

    private static func equalScores(_ pool: Pool) -> HealthFinding? {
        guard let best = pool.rows.first?.value else { return nil }
        let count = pool.rows.prefix { $0.value == best }.count
        return count > 1 ? .equalScores(count: count, score: best) : nil
    }
}
