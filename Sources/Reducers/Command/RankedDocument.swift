internal import JSON
internal import ResultStore
internal import SweepModel

/// What a user's reduce command reads: all outcomes of the sweep, best first.
struct RankedDocument {
    static let schema = "stepsweep.ranked"

    let work: WorkDocument
    let trials: [RankedTrial]

    var json: JSON {
        [
            "schema": .string(Self.schema), "version": 1, "sweep": .string(work.sweep), "name": .string(work.name),
            "metric": ["name": .string(work.metric.name), "goal": .string(work.metric.goal.rawValue)],
            "trials": .array(trials.map(Self.json)),
        ]
    }

    private static func json(_ trial: RankedTrial) -> JSON {
        let outcome = trial.outcome
        return [
            "trial": .string(outcome.trial), "rank": trial.rank.map(JSON.integer) ?? .null,
            "value": trial.value.map(JSON.number) ?? .null, "status": .string(outcome.status.rawValue),
            "reason": outcome.failure.map { .string($0.reason.rawValue) } ?? .null,
            "index": .integer(outcome.index), "point": .integer(outcome.point), "seed": .integer(outcome.seed),
            "parameters": outcome.parameters, "metrics": .object(outcome.metrics.mapValues(JSON.number)),
            "seconds": .number(outcome.cost.seconds), "model": outcome.model.map(JSON.string) ?? .null,
        ]
    }
}
