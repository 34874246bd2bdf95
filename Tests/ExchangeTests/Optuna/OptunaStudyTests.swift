import Decisions
import Foundation
import GRDB
import JSON
import SweepModel
import TestSupport
import Testing

@testable import Exchange

@Suite("An Optuna study") struct OptunaStudyTests {
    let shelf: Shelf

    init() throws {
        shelf = try Shelf.four()
        try OptunaStudy(shelf.exported).write(to: shelf.file("study.db"))
    }

    /// The rows of a query, their fields with `|` between them.
    private func rows(_ sql: String, in file: String = "study.db") throws -> [String] {
        try DatabaseQueue(path: shelf.folder.path + "/" + file).read { database in
            try Row.fetchAll(database, sql: sql).map { row in
                row.databaseValues.map { $0.isNull ? "null" : String(describing: $0.storage.value ?? "") }
                    .joined(separator: "|")
            }
        }
    }

    @Test("It says that it has Optuna 5.0's tables")
    func versions() throws {
        #expect(try rows("SELECT * FROM alembic_version") == ["v3.2.0.a"])
        #expect(try rows("SELECT * FROM version_info") == ["1|12|5.0.0"])
        #expect(
            try rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name") == [
                "alembic_version", "studies", "study_directions", "study_system_attributes", "study_user_attributes",
                "trial_heartbeats", "trial_intermediate_values", "trial_params", "trial_system_attributes",
                "trial_user_attributes", "trial_values", "trials", "version_info",
            ])
        #expect(try rows("PRAGMA integrity_check") == ["ok"])
        #expect(try rows("PRAGMA foreign_key_check") == [])
    }

    @Test("Study, direction and the metric's name are the sweep's")
    func study() throws {
        #expect(try rows("SELECT * FROM studies") == ["1|digits-0123abcd"])
        #expect(try rows("SELECT * FROM study_directions") == ["1|MAXIMIZE|1|0"])
        #expect(
            try rows("SELECT key, value_json FROM study_system_attributes")
                == ["study:metric_names|[\"validation_accuracy\"]"])
        #expect(
            try rows("SELECT value_json FROM study_user_attributes WHERE key = 'planned'") == ["4"])
    }

    @Test("Trials come in the order of the grid, with their state, value and time")
    func trials() throws {
        #expect(
            try rows(
                "SELECT number, state, value, datetime_start, datetime_complete FROM trials LEFT JOIN trial_values USING (trial_id) ORDER BY number"
            ) == [
                "0|COMPLETE|0.9|2023-11-14 22:13:20.000000|2023-11-14 22:13:22.000000",
                "1|COMPLETE|0.97|2023-11-14 22:13:21.000000|2023-11-14 22:13:23.000000",
                "2|FAIL|null|2023-11-14 22:13:22.000000|2023-11-14 22:13:23.500000",
                "3|COMPLETE|0.97|2023-11-14 22:13:23.000000|2023-11-14 22:13:25.000000",
            ])
    }

    @Test("A parameter that a trial doesn't have is absent there, and has one distribution where it is")
    func parameters() throws {
        #expect(try rows("SELECT trial_id, param_value FROM trial_params WHERE param_name = 'depth'") == ["4|2.0"])
        #expect(
            try rows("SELECT param_value FROM trial_params WHERE param_name = 'optimizer.name' ORDER BY trial_id")
                == ["0.0", "0.0", "0.0", "1.0"])
        #expect(
            try rows("SELECT DISTINCT distribution_json FROM trial_params WHERE param_name = 'learning_rate'")
                == [#"{"attributes":{"high":1.0,"log":true,"low":0.01,"step":null},"name":"FloatDistribution"}"#])
        #expect(
            try rows("SELECT DISTINCT distribution_json FROM trial_params WHERE param_name = 'hidden'")
                == [#"{"attributes":{"choices":["[64,64]"]},"name":"CategoricalDistribution"}"#])
    }

    @Test("The metric's curve gives intermediate values, without its gaps")
    func curve() throws {
        #expect(
            try rows(
                "SELECT trial_id, step, intermediate_value, intermediate_value_type FROM trial_intermediate_values ORDER BY trial_id, step"
            ) == ["1|1|0.5|FINITE", "1|3|0.9|FINITE", "2|1|0.6|FINITE", "2|2|0.97|FINITE"])
    }

    @Test("Everything else is an attribute of the trial")
    func attributes() throws {
        func attribute(_ name: String, _ trial: Int) throws -> String? {
            try rows("SELECT value_json FROM trial_user_attributes WHERE key = '\(name)' AND trial_id = \(trial)").first
        }
        #expect(try attribute("trial", 2) == "\"aaaa0002\"")
        #expect(try attribute("seed", 2) == "1")
        #expect(try attribute("lane", 1) == "\"spot\"")
        #expect(try attribute("seconds", 3) == "1.5")
        #expect(try attribute("metric.train_loss", 2) == "0.1")
        #expect(try attribute("model", 1) == "\"a model\"")
        #expect(try attribute("model", 2) == nil)
        #expect(try attribute("reason", 3) == "\"diverged\"")
        #expect(try attribute("folds", 1) == "[{\"validation_accuracy\":0.8},{\"validation_accuracy\":1.0}]")
    }

    @Test("Equal sweeps give equal bytes")
    func deterministic() throws {
        try OptunaStudy(shelf.exported).write(to: shelf.file("again.db"))
        #expect(try shelf.bytes("study.db") == shelf.bytes("again.db"))
    }

    @Test("Nothing lies beside the file, and a second export needs leave to replace it")
    func files() throws {
        #expect(try shelf.names.filter { $0.hasPrefix("study") } == ["study.db"])
        #expect(throws: ExchangeError.self) { try shelf.file("study.db") }
        try OptunaStudy(shelf.exported).write(to: shelf.file("study.db", replaces: true))
        #expect(try rows("SELECT count(*) FROM trials") == ["4"])
    }

    @Test("A sweep without any result is an empty study, and one that nobody knows is refused")
    func empty() throws {
        let shelf = try Shelf([])
        try OptunaStudy(shelf.exported).write(to: self.shelf.file("empty.db"))
        #expect(try rows("SELECT count(*) FROM trials", in: "empty.db") == ["0"])
        #expect(throws: DecisionError.unknownSweep("other")) { try ExportedSweep(of: "other", in: shelf.results) }
    }

    @Test(
        "Times are written in UTC, cut to what a date can be",
        arguments: [
            (0, "1970-01-01 00:00:00.000000"), (1_700_000_000.25, "2023-11-14 22:13:20.250000"),
            (-5, "1970-01-01 00:00:00.000000"), (1e300, "9999-12-31 23:59:59.000000"),
            (.nan, "1970-01-01 00:00:00.000000"),
        ] as [(Double, String)])
    func times(_ seconds: Double, _ text: String) {
        #expect(OptunaTime.text(secondsSince1970: seconds) == text)
    }
}
