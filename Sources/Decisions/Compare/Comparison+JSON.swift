public import JSON
internal import ResultStore
internal import Statistics
internal import SweepModel

extension Comparison {
    /// The document of `compare --json`, version 1: see `docs/json.md`.
    public func json(with analyses: [SweepAnalysis]) -> JSON {
        guard case .object(var document) = json else { return json }
        document["analyses"] = .array(analyses.map(\.json))
        return .object(document)
    }

    /// The same document without what is judged.
    public var json: JSON {
        var document: [String: JSON] = [
            "schema": "stepsweep.compare", "version": 1, "sweeps": .array(sweeps.map(\.json)),
            "constants": .object(constants), "varying": .array(varying.map(JSON.string)),
            "trials": .array(rows.flatMap { row in row.trials.map { Self.json($0, in: row, ranks: trialRanks(row)) } }),
        ]
        if aggregatesSeeds { document["points"] = .array(rows.map(Self.point)) }
        return .object(document)
    }

    /// A row of one trial gives its own rank, which counts over all sweeps that are ranked together.
    private func trialRanks(_ row: LeaderboardRow) -> Bool { !aggregatesSeeds && row.trials.count == 1 }

    private static func json(_ trial: RankedTrial, in row: LeaderboardRow, ranks: Bool) -> JSON {
        let outcome = trial.outcome
        return [
            "trial": .string(outcome.trial), "rank": (ranks ? row.rank : trial.rank).map(JSON.integer) ?? .null,
            "sweep": .string(outcome.sweep), "status": .string(outcome.status.rawValue),
            "failure": outcome.failure.map(json) ?? .null, "index": .integer(outcome.index),
            "point": .integer(outcome.point), "seed": .integer(outcome.seed), "parameters": outcome.parameters,
            "metrics": .object(trial.allMetrics.mapValues(JSON.number)), "value": trial.value.map(JSON.number) ?? .null,
            "seconds": .number(outcome.cost.seconds), "cpuSeconds": .number(outcome.cost.cpuSeconds),
            "startedAt": .number(outcome.cost.startedAt),
            "peakMemoryBytes": outcome.cost.peakMemoryBytes.map(JSON.integer) ?? .null,
            "lane": .string(outcome.provenance.lane.rawValue), "attempt": .integer(outcome.provenance.attempt),
            "model": outcome.model.map(JSON.string) ?? .null,
            "cachedFrom": outcome.provenance.cachedFrom.map(JSON.string) ?? .null,
        ]
    }

    private static func json(_ failure: TrialFailure) -> JSON {
        [
            "reason": .string(failure.reason.rawValue), "message": .string(failure.message),
            "exitCode": failure.exitCode.map(JSON.integer) ?? .null,
            "signal": failure.signal.map(JSON.integer) ?? .null,
        ]
    }

    private static func point(_ row: LeaderboardRow) -> JSON {
        [
            "point": .integer(row.best.outcome.point), "rank": row.rank.map(JSON.integer) ?? .null,
            "sweep": .string(row.sweep), "status": .string(row.status.rawValue),
            "trials": .array(row.trials.map { .string($0.outcome.trial) }), "seeds": .integer(row.trials.count),
            "succeeded": .integer(row.succeededCount), "parameters": row.best.outcome.parameters,
            "metrics": .object(row.metrics.mapValues(\.json)), "seconds": .number(row.seconds),
        ]
    }
}

extension SweepSummary {
    fileprivate var json: JSON {
        [
            "sweep": .string(sweep), "name": .string(name), "description": description.map(JSON.string) ?? .null,
            "metric": metric.json,
            "planned": .integer(planned), "succeeded": .integer(succeeded), "failed": .integer(failed),
            "missing": .integer(missing),
            "failedByReason": .object(
                Dictionary(uniqueKeysWithValues: failedByReason.map { ($0.key.rawValue, JSON.integer($0.value)) })),
            "best": best.map { ["trial": .string($0.trial), "value": .number($0.value)] } ?? .null,
            "startedAt": startedAt.map(JSON.number) ?? .null, "endedAt": endedAt.map(JSON.number) ?? .null,
            "trialSeconds": .number(trialSeconds),
        ]
    }
}
