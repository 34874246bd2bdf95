import Foundation
import JSON
import TestSupport
import Testing

/// The story of `promote` with real workers, real files and real tampering.
@Suite("Promoting", .serialized) struct PromoteTests {
    private func confirmed() throws -> World {
        let world = try World()
        try #require(try world.run(["confirm", "tiny", "--top", "3", "--seeds", "2", "--quiet"]).exitCode == 0)
        return world
    }

    private func document(_ result: ProgramResult) throws -> JSON {
        try #require(result.exitCode == 0, "\(result.errorOutput)")
        return try JSON(parsing: result.output)
    }

    @Test("Refused without a confirmation, promoted with one, recorded, verified, served, and taken back")
    func story() throws {
        let world = try World()
        let refused = try world.run(["promote", "tiny", "--as", "challenger"])
        #expect(refused.exitCode == 3 && refused.output.contains("✗ evidence"))
        #expect(refused.errorOutput.contains("run `stepsweep confirm \(world.sweep)`"))
        let listed = try world.run(["promote", "tiny", "--as", "challenger", "--json"])
        #expect(listed.exitCode == 3)
        #expect(try JSON(parsing: listed.output)["checks"]?[0]?["outcome"] == "refused")
        #expect(!FileManager.default.fileExists(atPath: world.store + "/models"))

        try #require(try world.run(["confirm", "tiny", "--top", "3", "--quiet"]).exitCode == 0)
        let first = try document(try world.run(["promote", "tiny", "--as", "champion", "--json"]))
        #expect(first["serving"]?["change"] == "published" && first["decision"]?["number"] == 1)
        let best = try document(try world.run(["confirm", "tiny", "--top", "3", "--json"]))["best"]
        #expect(first["model"]?["trial"] == best)
        #expect(try world.run(["promote", "tiny", "--as", "champion"]).output.contains("already is model 1"))

        let other = try #require(
            try document(try world.run(["compare", "tiny", "--json"]))["trials"]?.array?.last?["trial"]?.string)
        try world.expect(
            ["promote", "tiny", "--trial", other, "--as", "champion"], exits: 3, "worse than the champion, model 1")
        let forced = try world.run(["promote", "tiny", "--trial", other, "--as", "champion", "--override", "to try"])
        #expect(forced.exitCode == 0 && forced.output.contains("(overridden)"), "\(forced.errorOutput)")
        #expect(try world.run(["models", "--log"]).output.contains("to try"))
        let back = try document(try world.run(["rollback", "--note", "bad idea", "--json"]))
        #expect(back["move"]?["to"] == 1 && back["serving"]?["revision"] == 3)
        try world.expect(["rollback"], exits: 3, "there is no version to go back to")
        try world.expect(["rollback", "challenger"], exits: 4, "no model is challenger yet")
        let list = try document(try world.run(["decision", "list", "--json"]))
        #expect(list["decisions"]?.array?.compactMap { $0["kind"]?.string } == ["promote", "promote", "rollback"])
        let sound = try world.run(["decision", "verify"])
        #expect(sound.exitCode == 0 && sound.output.hasPrefix("3 decisions verified"), "\(sound.output)")
        #expect(try document(try world.run(["decision", "show", "2", "--json"]))["override"] == "to try")
        #expect(try world.run(["decision", "show", "3"]).output.contains("decision 3: rollback  model 1"))
    }

    /// A statement in one of the store's databases, and the field that must be named.
    static let forgeries: [(String, String, String)] = [
        (
            "registry.sqlite",
            "DROP TRIGGER decisions_are_immutable; UPDATE decisions SET record = replace(record, '\"by\":', '\"by\":\"eve\",\"was\":') WHERE number = 1",
            "digest"
        ),
        (
            "registry.sqlite",
            "DROP TRIGGER decisions_are_kept; DELETE FROM moves; DELETE FROM decisions WHERE number = 1", "number"
        ),
        ("registry.sqlite", "UPDATE aliases SET version = 1 WHERE alias = 'challenger'", "aliases.challenger"),
        (
            "registry.sqlite", "DROP TRIGGER moves_are_immutable; UPDATE moves SET moved_by = 'eve' WHERE id = 2",
            "decision 2  by: recorded"
        ),
        ("registry.sqlite", "DROP TRIGGER versions_are_immutable; UPDATE versions SET value = 0", "versionDigest"),
        (
            "results.sqlite", "UPDATE metrics SET value = value / 2 WHERE name = 'test_rmse'",
            "evidence.confirmed.test.mean"
        ),
    ]

    @Test("A forged record, log, alias, version or result is found and named", arguments: forgeries.indices)
    func forged(index: Int) throws {
        let (database, statements, field) = Self.forgeries[index]
        let world = try confirmed()
        try #require(try world.run(["promote", "tiny", "--as", "champion"]).exitCode == 0)
        let other = try world.sqlite(
            "results.sqlite",
            "SELECT trial FROM trials JOIN sweeps ON sweeps.id = sweep_id WHERE sweep = '\(world.sweep)' ORDER BY trial_index DESC"
        )
        try #require(
            try world.run(["promote", "tiny", "--trial", other, "--as", "challenger", "--override", "set-up"]).exitCode
                == 0)
        #expect(try world.run(["decision", "verify"]).exitCode == 0)
        if statements.contains("DELETE FROM moves") { try world.sqlite(database, "DROP TRIGGER moves_are_kept") }
        for statement in statements.split(separator: ";") { try world.sqlite(database, String(statement)) }
        let found = try world.run(["decision", "verify"])
        #expect(found.exitCode == 1 && found.output.contains(field), "\(found.output)\(found.errorOutput)")
    }

    @Test("Another model file, data file, outcome record or record of the test rows is found")
    func forgedFiles() throws {
        let world = try confirmed()
        try #require(try world.run(["promote", "tiny", "--as", "champion"]).exitCode == 0)
        let files = try FileManager.default.subpathsOfDirectory(atPath: world.store)
        let outcomes = "sweeps/\(world.sweep)/outcomes/"
        let trial = try #require(
            try document(try world.run(["models", "--json"]))["models"]?[0]?["trial"]?.string)
        let kinds: [(name: String, test: (String) throws -> Bool, field: String)] = [
            ("model", { $0.hasPrefix("models/") && $0.hasSuffix(".safetensors") }, "modelDigest"),
            ("data", { $0.hasPrefix("data/") && $0.hasSuffix(".csv") }, "inputs.dataDigest"),
            ("test rows", { $0.hasPrefix("data/test-scorings/") && $0.hasSuffix(".json") }, "inputs.testScorings"),
            (
                "outcomes",
                {
                    try $0.hasPrefix(outcomes) && $0.hasSuffix(".jsonl")
                        && String(decoding: world.bytes("store/" + $0), as: UTF8.self).contains(trial)
                }, "inputs.outcome in its outcome record"
            ),
        ]
        for kind in kinds {
            let file = "store/" + (try #require(try files.first(where: kind.test), "\(kind.name)"))
            let whole = try world.bytes(file)
            let text = String(decoding: whole, as: UTF8.self)
            let forged = text.replacing("\"by\": \"", with: "\"by\": \"x").replacing(
                "cpuSeconds\":", with: "cpuSeconds\":1")
            try world.write(file, forged == text ? whole + Data("\n".utf8) : Data(forged.utf8))
            let found = try world.run(["decision", "verify"])
            #expect(found.exitCode == 1 && found.output.contains(kind.field), "\(kind.name): \(found.output)")
            try world.write(file, whole)
            #expect(try world.run(["decision", "verify"]).exitCode == 0, "\(kind.name)")
        }
    }

    @Test("A program of the user's that reports a test metric is promoted by its seeds; one that doesn't is refused")
    func program() throws {
        func text(_ line: String) -> String {
            """
            import json, os
            a = json.load(open(os.environ["STEPSWEEP_PARAMETERS_FILE"]))["a"]
            seed = int(os.environ["STEPSWEEP_SEED"])
            out = open(os.environ["STEPSWEEP_METRICS_FILE"], "a")
            out.write(json.dumps({"loss": a + seed / 100}) + "\\n")
            \(line)
            """
        }
        let silent = try World(program: text(""))
        try #require(try silent.run(["launch", "program.yaml", "--quiet"]).exitCode == 0)
        try #require(try silent.run(["confirm", "program", "--quiet"]).exitCode == 0)
        try silent.expect(["promote", "program", "--as", "challenger"], exits: 3, "has test_loss")

        let world = try World(
            program: text(
                #"if os.environ.get("STEPSWEEP_CONFIRM") == "1": out.write(json.dumps({"test_loss": 2 * a + seed / 100}) + "\n")"#
            ))
        try #require(try world.run(["launch", "program.yaml", "--quiet"]).exitCode == 0)
        try #require(try world.run(["confirm", "program", "--quiet"]).exitCode == 0)
        let points = try document(try world.run(["confirm", "program", "--json"]))["points"]
        let (best, last) = (points?[0]?["trial"]?.string ?? "", points?[1]?["trial"]?.string ?? "")
        #expect(try world.run(["promote", "program", "--trial", last, "--as", "champion"]).exitCode == 0)
        let promoted = try document(try world.run(["promote", "program", "--as", "challenger", "--json"]))
        #expect(promoted["model"]?["trial"]?.string == best)
        let champion = promoted["decision"]?["checks"]?.array?.first { $0["name"] == "champion" }
        #expect(champion?["outcome"] == "passed" && champion?["figures"]?["test"] == "welch-t-seeds")
        #expect(try world.run(["decision", "verify"]).exitCode == 0)
    }
}
