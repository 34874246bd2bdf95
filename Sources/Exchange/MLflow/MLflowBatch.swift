internal import JSON

/// One request of `runs/log-batch`.
struct MLflowBatch: Equatable {
    private var members: [String: [JSON]] = [:]
    private var characters = 0

    /// Cuts a run into as many as the server's limits ask for. Together they are the run; their order doesn't matter.
    static func batches(of run: MLflowRun) -> [MLflowBatch] {
        var batches = [MLflowBatch()]
        func add(_ member: String, _ entry: JSON, _ limit: Int) {
            if batches[batches.count - 1].isFull(member, limit) { batches.append(MLflowBatch()) }
            batches[batches.count - 1].add(member, entry)
        }
        for parameter in run.parameters { add("params", MLflowRun.json(parameter), MLflowLimits.parametersInBatch) }
        for tag in run.tags { add("tags", MLflowRun.json(tag), MLflowLimits.tagsInBatch) }
        for metric in run.metrics { add("metrics", metric.json, MLflowLimits.metricsInBatch) }
        return batches.filter { !$0.members.isEmpty }
    }

    func request(for runID: String) -> JSON {
        .object(["run_id": .string(runID)].merging(members.mapValues(JSON.array)) { own, _ in own })
    }

    /// All entries of a batch together may be no more than 1,000 either.
    private func isFull(_ member: String, _ limit: Int) -> Bool {
        let all = members.values.reduce(0) { $0 + $1.count }
        return members[member, default: []].count >= limit || all >= MLflowLimits.metricsInBatch
            || characters >= MLflowLimits.batchCharacters
    }

    private mutating func add(_ member: String, _ entry: JSON) {
        members[member, default: []].append(entry)
        characters += entry.text().utf8.count
    }
}
