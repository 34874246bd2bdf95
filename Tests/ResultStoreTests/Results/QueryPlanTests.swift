import GRDB
import SweepModel
import TestSupport
import Testing

@testable import ResultStore

@Suite("How SQLite goes about a query") struct QueryPlanTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// The steps of the plan in an empty file, where SQLite has only the schema to go by.
    private func plan(_ sql: String) throws -> [String] {
        let path = folder.path + "/results.sqlite"
        _ = try ResultStore(path: path, access: .writing)
        return try DatabaseQueue(path: path).read { database in
            let statement = try database.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
            statement.setUncheckedArguments(StatementArguments())
            return try Row.fetchAll(statement).map { $0["detail"] as String }
        }
    }

    static let ofOneSweep: [String] =
        RankingPart.allCases.flatMap { part in
            Metric.Goal.allCases.map { RankingQuery.text(part, $0, withParameters: true) }
        } + [
            SweepQuery.named, SweepQuery.about, SweepQuery.totals, SweepQuery.failures, StandingQuery.counts,
            StandingQuery.merged, EvidenceQuery.text, TrialQuery.one, TrialQuery.firstFailure, TrialQuery.ids,
            MetricNameQuery.text("metrics"), MetricNameQuery.text("derived_metrics"), BatchQuery.trials(count: 3),
            BatchQuery.metrics("metrics", count: 3), BatchQuery.metrics("derived_metrics", count: 3),
            MergeQuery.objects, MergeQuery.unreadable,
        ]

    @Test("What is asked of one sweep reads no other: no table is scanned", arguments: ofOneSweep)
    func searches(sql: String) throws {
        let steps = try plan(sql)
        #expect(steps.contains { $0.hasPrefix("SEARCH") })
        #expect(!steps.contains { $0.hasPrefix("SCAN") }, "\(steps)")
    }

    @Test("A ranking comes in the order of its index: only equal values are sorted", arguments: Metric.Goal.allCases)
    func ranking(goal: Metric.Goal) throws {
        let steps = try plan(RankingQuery.text(.valued, goal, withParameters: false))
        #expect(steps[0] == "SEARCH trials USING INDEX trials_by_objective (sweep_id=? AND status=? AND objective>?)")
        // SQLite's words for the two terms that remain changed with its versions.
        let rest = ["LAST 2 TERMS", "RIGHT PART"].map { "USE TEMP B-TREE FOR \($0) OF ORDER BY" }
        #expect(steps.count == 2 && rest.contains(steps[1]), "\(steps)")
    }

    @Test("A sweep's summary and standing are read from indexes alone")
    func covering() throws {
        #expect(try plan(SweepQuery.totals) == ["SEARCH trials USING COVERING INDEX trials_by_start (sweep_id=?)"])
        #expect(
            try plan(StandingQuery.counts) == [
                "SEARCH trials USING COVERING INDEX trials_by_objective (sweep_id=?)"
            ])
    }

    @Test("The list of sweeps looks up the latest trial of each, and sorts the sweeps alone")
    func latestFirst() throws {
        let steps = try plan(SweepQuery.latestFirst)
        #expect(steps.contains("SEARCH trials USING COVERING INDEX trials_by_start (sweep_id=?)"), "\(steps)")
        #expect(!steps.contains { $0.hasPrefix("SCAN trials") }, "\(steps)")
    }

    @Test("An id's beginning is looked up in the index")
    func prefix() throws {
        #expect(try plan(TrialQuery.ids).contains { $0.contains("(sweep_id=? AND trial>? AND trial<?)") })
    }
}
