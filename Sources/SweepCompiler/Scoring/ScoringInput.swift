public import JSON
public import SweepModel

extension CompiledScoring {
    /// The input of one execution.
    ///
    /// - Parameters:
    ///   - run: counts the executions of this scoring, from 1.
    ///   - shards: those to score: all, or what is missing. A distributed Map reads them from `StoreKey.scoringManifest(id, run:)`,
    ///     which the caller writes.
    /// - Throws: `ExecutionInputError` where the target lacks what the lane needs.
    public func input(run: Int, shards: [ScoringShard], target: Target) throws(ExecutionInputError) -> JSON {
        let missing = target.missing(for: [PackStart(lane: lane, isTask: false)])
        guard missing.isEmpty else { throw .missingTarget(missing) }
        let targetBytes = target.json.bytes().count
        guard targetBytes <= PayloadBound.targetBytes else { throw .targetTooLarge(bytes: targetBytes) }
        var members: [String: JSON] = ["scoring": .string(id), "run": .integer(run), "target": target.json]
        if isDistributed {
            members["manifest"] = .string(StoreKey.scoringManifest(id, run: run))
            members["results"] = .string(StoreKey.scoringMapResults(id, run: run))
        } else {
            members["shards"] = .array(shards.map(\.json))
        }
        return .object(members)
    }
}

extension ScoringShard {
    public var json: JSON { ["shard": .string(shard), "arm": .string(arm)] }
}
