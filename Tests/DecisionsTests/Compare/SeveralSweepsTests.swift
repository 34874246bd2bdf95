@testable import Decisions
import JSON
import ResultStore
import SweepModel
import TestSupport
import Testing

@Suite("Sweeps side by side") struct SeveralSweepsTests {
    private func board(second metric: Metric) throws -> Board {
        let board = try Board([
            .sample("a1", index: 0, parameters: ["l2": 1], metrics: ["validation_accuracy": 0.5]),
            .sample("a2", index: 1, parameters: ["l2": 2], metrics: ["validation_accuracy": 0.9]),
        ])
        try board.add(
            [
                .sample("b3", sweep: "other-1", index: 0, parameters: ["l2": 2], metrics: [metric.name: 0.7]),
                .sample("b4", sweep: "other-1", index: 1, parameters: ["l2": 3], metrics: [metric.name: 0.8]),
            ], work: .sample(sweep: "other-1", metric: metric))
        return board
    }

    private func compare(_ board: Board) throws -> Comparison {
        try Comparison(of: ["digits-0123abcd", "other-1", "other-1"], in: board.results)
    }

    @Test("Sweeps of one metric and goal are ranked together")
    func together() throws {
        let comparison = try compare(board(second: Metric(name: "validation_accuracy", goal: .maximize)))
        #expect(comparison.order == "2431")
        #expect(comparison.rows.map(\.rank) == [1, 2, 3, 4])
        #expect(comparison.columns.map(\.name).contains("sweep"))
        #expect(comparison.sweeps.map(\.sweep) == ["digits-0123abcd", "other-1"])
    }

    @Test("Sweeps of different metrics are ranked each by itself")
    func apart() throws {
        let comparison = try compare(board(second: Metric(name: "loss", goal: .minimize)))
        #expect(comparison.order == "2134")
        #expect(comparison.rows.map(\.rank) == [1, 2, 1, 2])
        #expect(comparison.metrics == ["validation_accuracy", "loss"])
    }

    @Test("The JSON document is what docs/json.md promises")
    func json() throws {
        let board = try Board(
            [.sample("a1", parameters: ["l2": 1], metrics: ["validation_accuracy": 0.5])], work: .sample(trialCount: 1))
        #expect(
            try board.compare().json == [
                "schema": "stepsweep.compare", "version": 1,
                "sweeps": [
                    [
                        "sweep": "digits-0123abcd", "name": "digits", "description": nil,
                        "metric": ["name": "validation_accuracy", "goal": "maximize"], "planned": 1, "succeeded": 1,
                        "failed": 0, "missing": 0, "failedByReason": [:], "best": ["trial": "a1", "value": 0.5],
                        "startedAt": 1_700_000_000.0, "endedAt": 1_700_000_002.0, "trialSeconds": 2.0,
                    ]
                ],
                "constants": ["l2": 1], "varying": [],
                "trials": [
                    [
                        "trial": "a1", "rank": 1, "sweep": "digits-0123abcd", "status": "succeeded", "failure": nil,
                        "index": 0, "point": 0, "seed": 0, "parameters": ["l2": 1],
                        "metrics": ["validation_accuracy": 0.5], "value": 0.5, "seconds": 2.0, "cpuSeconds": 2.0,
                        "startedAt": 1_700_000_000.0, "peakMemoryBytes": nil, "lane": "spot", "attempt": 1,
                        "model": nil, "cachedFrom": nil,
                    ]
                ],
            ])
    }
}
