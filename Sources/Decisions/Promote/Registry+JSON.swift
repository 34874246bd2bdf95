public import JSON
internal import ResultStore
internal import SweepModel

extension Registry {
    /// The document of `models --json`, version 1: see `docs/json.md`.
    public func json() throws -> JSON {
        [
            "schema": "stepsweep.models", "version": 1, "models": .array(try versions().map(\.json)),
            "aliases": .object(
                Dictionary(uniqueKeysWithValues: try aliases().map { ($0.key.rawValue, JSON.integer($0.value)) })),
            "moves": .array(try moves().map(\.json)),
        ]
    }
}

extension Promotion {
    /// The document of `promote --json`, version 1: see `docs/json.md`.
    public var json: JSON {
        [
            "schema": "stepsweep.promote", "version": 1, "model": version.json, "new": .bool(isNew),
            "move": move?.json ?? .null, "decision": record?.json ?? .null,
            "head": record.map { .string($0.digest) } ?? .null,
            "serving": serving.json,
        ]
    }
}

extension Rollback {
    /// The document of `rollback --json`, version 1: see `docs/json.md`.
    public var json: JSON {
        [
            "schema": "stepsweep.rollback", "version": 1, "model": version.json, "move": move.json,
            "decision": record.json, "head": .string(record.digest), "serving": serving.json,
        ]
    }
}

extension GateRefusal {
    /// What `promote --json` and `rollback --json` print where they are refused: see `docs/json.md`.
    public var json: JSON {
        [
            "schema": "stepsweep.refusal", "version": 1, "what": .string(what), "checks": .array(checks.map(\.json)),
        ]
    }
}

extension ServingChange {
    var json: JSON {
        switch self {
        case .unchanged: ["change": nil]
        case .published(let revision): ["change": "published", "revision": .integer(revision)]
        case .testRuns(let test): ["change": nil, "test": .string(test)]
        case .unknownProgram(let version): ["change": nil, "program": .integer(version)]
        }
    }
}

extension ModelVersion {
    var json: JSON {
        [
            "model": .integer(version), "sweep": .string(sweep), "sweepName": .string(sweepName),
            "trial": .string(trial), "seed": .integer(seed),
            "metric": metric.json,
            "value": value.map(JSON.number) ?? .null, "parameters": parameters,
            "metrics": .object(metrics.mapValues(JSON.number)), "chosenFrom": .integer(chosenFrom),
            "dataDigest": dataDigest.map(JSON.string) ?? .null, "codeDigest": .string(codeDigest),
            "cacheKey": .string(cacheKey), "file": model.map { .string($0.key) } ?? .null,
            "digest": model.map { .string($0.digest) } ?? .null, "card": (model?.card).map(JSON.string) ?? .null,
            "checkpoints": checkpoints.map(JSON.string) ?? .null, "createdAt": .number(createdAt),
            "createdBy": .string(createdBy), "note": note.map(JSON.string) ?? .null,
        ]
    }
}

extension AliasMove {
    fileprivate var json: JSON {
        [
            "alias": .string(alias.rawValue), "from": from.map(JSON.integer) ?? .null, "to": .integer(to),
            "movedAt": .number(movedAt), "movedBy": .string(movedBy), "note": note.map(JSON.string) ?? .null,
            "decision": decision.map(JSON.integer) ?? .null,
        ]
    }
}
