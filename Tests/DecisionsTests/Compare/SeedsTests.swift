@testable import Decisions
import JSON
import ResultStore
import Statistics
import SweepModel
import TestSupport
import Testing

@Suite("Comparing points over seeds") struct SeedsTests {
    /// Two points under three seeds: the first is better on average, the second has the best single trial and a failure.
    private func board() throws -> Board {
        var outcomes: [TrialOutcome] = []
        for (point, values) in [[0.90, 0.92, 0.94], [0.99, 0.70, nil]].enumerated() {
            for (seed, value) in values.enumerated() {
                outcomes.append(
                    .sample(
                        "p\(point)s\(seed)", index: 3 * point + seed, point: point, seed: seed,
                        parameters: ["l2": .integer(point)], metrics: value.map { ["validation_accuracy": $0] } ?? [:],
                        failure: value == nil ? .timeout : nil))
            }
        }
        return try Board(outcomes, work: .sample(seeds: [0, 1, 2]))
    }

    @Test("A row is a point, ranked by the mean over its seeds")
    func points() throws {
        let comparison = try board().compare()
        #expect(comparison.aggregatesSeeds)
        #expect(comparison.rows.map { $0.parameters["l2"] } == [0, 1])
        let first = try #require(comparison.rows.first)
        let metric = try #require(first.metrics["validation_accuracy"])
        #expect(metric.count == 3 && abs(metric.mean - 0.92) < 1e-12)
        #expect(abs((metric.standardDeviation ?? 0) - 0.02) < 1e-12)
        #expect(first.status == .succeeded && first.best.outcome.trial == "p0s2")
    }

    @Test("A point with failed seeds is partial, and its numbers come from the others")
    func partial() throws {
        let row = try #require(try board().compare().rows.last)
        #expect(row.status == .partial && row.succeededCount == 2 && row.failures == [.timeout])
        #expect(row.metrics["validation_accuracy"]?.count == 2)
        #expect(row.best.outcome.trial == "p1s0")
        #expect(row.trials.map(\.outcome.seed) == [0, 1, 2])
    }

    @Test("Filters and sorting see the means")
    func filters() throws {
        let options = ComparisonOptions(filters: [try RowFilter("validation_accuracy>0.85")])
        #expect(try board().compare(options).rows.map(\.best.outcome.point) == [0])
        #expect(try board().compare(ComparisonOptions(filters: [try RowFilter("status=partial")])).rows.count == 1)
    }

    @Test("The JSON document has every trial, and points beside them")
    func json() throws {
        let json = try board().compare().json
        #expect(
            json["trials"]?.array?.compactMap { $0["trial"]?.string } == [
                "p0s0", "p0s1", "p0s2", "p1s0", "p1s1", "p1s2",
            ])
        #expect(json["trials"]?.array?.map { $0["rank"] ?? .null } == [4, 3, 2, 1, 5, nil])
        #expect(json["points"]?[1]?["metrics"]?["validation_accuracy"]?["n"] == 2)
        #expect(json["points"]?[0]?["trials"] == ["p0s0", "p0s1", "p0s2"])
        #expect(json["points"]?[1]?["rank"] == 2)
    }
}
