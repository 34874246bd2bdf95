import Foundation
import JSON
import TestSupport
import Testing

/// What `compare` and `confirm` say where something is not as usual.
@Suite("Confirming, told truly", .serialized) struct ConfirmTruthTests {
    private func document(_ result: ProgramResult) throws -> JSON {
        try #require(result.exitCode == 0, "\(result.errorOutput)")
        return try JSON(parsing: result.output)
    }

    @Test("Training that ignores its seed is confirmed under one; more are warned of, and given")
    func ignoredSeed() throws {
        let world = try World()
        let advice = try world.run(["compare", "tiny"]).output
        #expect(!advice.contains("one seed a point") && !advice.contains("3 fresh seeds"), "\(advice)")
        let one = try world.run(["confirm", "tiny", "--top", "2", "--json"])
        #expect(try document(one)["seeds"] == [1] && one.errorOutput.contains("warning: no seed") == false)
        let more = try world.run(["confirm", "tiny", "--top", "2", "--seeds", "2", "--without-test", "--json"])
        #expect(try document(more)["seeds"] == [1, 2])
        #expect(
            more.errorOutput.contains(
                "warning: no seed changes what these points learn: --seeds 1 tells as much as --seeds 2"))
    }

    @Test("--on-finish hears also of a confirmation that had finished before; its id alone shows it again")
    func finishedBefore() throws {
        let world = try World()
        let command = ["confirm", "tiny", "--top", "2"]
        let first = try world.run(command)
        try #require(first.exitCode == 0, "\(first.errorOutput)")
        let heard = world.folder.path + "/heard.json"
        let again = try world.run(command + ["--on-finish", "cat > heard.json"])
        #expect(again.exitCode == 0 && again.output == first.output, "\(again.errorOutput)")
        let result = try JSON(parsing: Data(contentsOf: URL(fileURLWithPath: heard)))
        let id = try #require(result["sweep"]?.string)
        #expect(id.hasPrefix("tiny-confirm-") && first.output.hasPrefix(id))
        let shown = try world.run(["confirm", id])
        #expect(shown.exitCode == 0 && shown.output == first.output, "\(shown.errorOutput)")
        try world.expect(["confirm", id, "--top", "1"], exits: 3, "is itself a confirmation")
        try world.expect(
            ["confirm", "tiny", "--top", "3"], exits: 3, "See it with `stepsweep confirm \(id)`, use --without-test")
    }

    @Test("A program that reports no test metric has scored nothing, and nobody says that it has")
    func nothingScored() throws {
        let program = """
            import json, os
            a = json.load(open(os.environ["STEPSWEEP_PARAMETERS_FILE"]))["a"]
            open(os.environ["STEPSWEEP_METRICS_FILE"], "a").write(json.dumps({"loss": a + 0.001 * int(os.environ["STEPSWEEP_SEED"])}) + "\\n")
            """
        let world = try World(program: program)
        try #require(try world.run(["launch", "program.yaml", "--quiet"]).exitCode == 0)
        let confirmed = try world.run(["confirm", "program", "--seeds", "2"])
        let words = "reported no test_… metric: nothing was scored, and it counts as no look"
        let flat = confirmed.output.replacing("\n", with: " ")
        #expect(confirmed.exitCode == 0 && flat.contains(words), "\(confirmed.output)")
        let compared = try world.run(["compare", "program"]).output.replacing("\n", with: " ")
        #expect(compared.contains(words) && !compared.contains("were scored once"), "\(compared)")
        let json = try document(try world.run(["compare", "program", "--json"]))
        #expect(json["testScorings"]?[0]?["scored"] == false)
        let other = try world.run(["confirm", "program", "--top", "1", "--quiet"])
        #expect(other.exitCode == 0, "no look was spent: \(other.errorOutput)")
    }

    @Test("One that was left unfinished is told by compare, with what goes on with it")
    func unfinished() throws {
        let program = """
            import json, os, sys, time
            a = json.load(open(os.environ["STEPSWEEP_PARAMETERS_FILE"]))["a"]
            if os.environ.get("STEPSWEEP_CONFIRM") == "1":
                while os.path.exists("wait"): time.sleep(0.01)
            open(os.environ["STEPSWEEP_METRICS_FILE"], "a").write(json.dumps({"loss": a}) + "\\n")
            """
        let world = try World(program: program)
        try #require(try world.run(["launch", "program.yaml", "--quiet"]).exitCode == 0)
        try world.folder.write("wait", "")
        let running = try start(
            "stepsweep", ["confirm", "program", "--quiet"], in: world.folder.path,
            environment: ["STEPSWEEP_STORE": world.store])
        func compared() throws -> String { try world.run(["compare", "program"]).output.replacing("\n", with: " ") }
        try world.waitUntil { try compared().contains("a confirmation is under way, program-confirm-") }
        #expect(try compared().contains("stepsweep watch program-confirm-"))
        running.signal(SIGINT)
        _ = running.finish()
        let left = try compared()
        #expect(left.contains("a confirmation was left unfinished, program-confirm-"), "\(left)")
        #expect(left.contains("stepsweep resume program-confirm-"))
    }

    @Test("A damaged record stops no comparison, which names it; it stops whoever would look")
    func damaged() throws {
        let world = try World()
        try #require(try world.run(["confirm", "tiny", "--top", "1", "--quiet"]).exitCode == 0)
        let folder = world.store + "/data/test-scorings"
        let record = try #require(
            FileManager.default.subpathsOfDirectory(atPath: folder).first { $0.hasSuffix(".json") })
        try Data("{".utf8).write(to: URL(fileURLWithPath: folder + "/" + record))
        let compared = try world.run(["compare", "tiny"])
        #expect(compared.exitCode == 0, "\(compared.errorOutput)")
        #expect(compared.output.contains("\(record) is damaged") || compared.output.contains(record))
        let json = try document(try world.run(["compare", "tiny", "--json"]))
        #expect(json["damagedRecords"] == [.string("data/test-scorings/\(record)")])
        try world.expect(["confirm", "tiny", "--top", "2"], exits: 3, "is not the record that was written")
    }
}
