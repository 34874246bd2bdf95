import JSON
import SweepCompiler
import SweepModel

/// What `score --dry-run` shows.
struct ScoringDescription {
    let compiled: CompiledScoring

    init(_ compiled: CompiledScoring) { self.compiled = compiled }

    func text(json: Bool) -> String { json ? document.text(.indented) + "\n" : lines.joined(separator: "\n") + "\n" }

    private var lines: [String] {
        let document = compiled.document
        let routing =
            document.test.map { "by the A/B test \($0), phase \(document.phase), unit \(document.unitColumn ?? "")" }
            ?? "no A/B test: the first arm answers every row"
        let arms = document.arms.map { arm in
            "  \(arm.name): version \(arm.version), \(arm.rows.grouped) \(arm.rows == 1 ? "row" : "rows") in "
                + "\(arm.shards(of: document.shardRows).grouped) shards"
        }
        return [
            "\(compiled.id): \(document.rows.grouped) rows of \(document.input), routed \(routing)"
        ] + arms + [
            "map: \(compiled.isDistributed ? "DISTRIBUTED" : "INLINE"): \(compiled.mapReason)",
            "at once: \(compiled.concurrency.grouped) shards, on \(compiled.lane.rawValue) where it runs on AWS",
            "machine: \(compiled.machineBytes.count.grouped) bytes, at most \(compiled.historyEvents.grouped) events of history",
        ]
    }

    private var document: JSON {
        let document = compiled.document
        return [
            "schema": "stepsweep.scoring-plan", "version": 1, "scoring": .string(compiled.id),
            "input": .string(document.input), "rows": .integer(document.rows),
            "test": document.test.map(JSON.string) ?? .null, "unit": document.unitColumn.map(JSON.string) ?? .null,
            "arms": .array(
                document.arms.map { arm in
                    [
                        "arm": .string(arm.name), "version": .integer(arm.version), "rows": .integer(arm.rows),
                        "shards": .integer(arm.shards(of: document.shardRows)),
                    ]
                }),
            "map": [
                "mode": .string(compiled.isDistributed ? "DISTRIBUTED" : "INLINE"),
                "reason": .string(compiled.mapReason), "concurrency": .integer(compiled.concurrency),
            ],
            "lane": .string(compiled.lane.rawValue), "machineBytes": .integer(compiled.machineBytes.count),
            "historyEvents": .integer(compiled.historyEvents),
        ]
    }
}
