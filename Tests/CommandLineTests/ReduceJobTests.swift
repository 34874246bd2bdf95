import Foundation
import JSON
import TestSupport
import Testing

@Suite("A reducer that outgrows Lambda, on this machine") struct ReduceJobTests {
    private func launch(_ reduce: String, program: String? = nil) throws -> (folder: TemporaryFolder, ProgramResult) {
        let folder = try TemporaryFolder()
        if let program { try folder.write("rank.py", program) }
        try folder.writeTinySweep("reduce: \(reduce)")
        return (folder, try run("stepsweep", ["launch", "sweep.yaml", "--store", "store", "--json"], in: folder.path))
    }

    private func result(_ output: String) throws -> JSON {
        try JSON(parsing: try #require(output.split(separator: "\n").last).utf8)
    }

    @Test("ranks the same trials as a function does, and leaves its decision in the store")
    func same() throws {
        let (folder, batch) = try launch("{service: batch}")
        let (_, lambda) = try launch("{service: lambda}")
        #expect(batch.exitCode == 0 && lambda.exitCode == 0, "\(batch.errorOutput)\(lambda.errorOutput)")
        let (one, other) = try (result(batch.output), result(lambda.output))
        for member in ["best", "succeeded", "enough", "reason", "trials"] {
            #expect(one["reduced"]?[member] == other["reduced"]?[member] && one["reduced"]?[member] != nil, "\(member)")
        }
        let sweep = try #require(one["sweep"]?.string)
        #expect(sweep != other["sweep"]?.string)
        let path = folder.path + "/store/sweeps/\(sweep)/executions/1/decision.json"
        let decision = try JSON(parsing: String(contentsOfFile: path, encoding: .utf8))
        #expect(decision == one["reduced"])
        let plan = try JSON(parsing: run("stepsweep", ["plan", "sweep.yaml", "--json"], in: folder.path).output)
        #expect(plan["plan"]?["reduce"]?["service"] == "batch")
        let text = try run("stepsweep", ["plan", "sweep.yaml"], in: folder.path).output
        #expect(text.contains("Reduce    Batch: reduce.service says so; about "), "\(text)")
    }

    @Test("fails in its own words where the reduce command does, and resumes")
    func failed() throws {
        let program = "import os, sys\nsys.exit('no disk left' if not os.path.exists('good') else 0) or print('{}')\n"
        let (folder, result) = try launch("{service: batch, command: [python3, rank.py]}", program: program)
        #expect(result.exitCode == 1)
        #expect(result.errorOutput.contains("the reduce command `python3 rank.py` "), "\(result.errorOutput)")
        #expect(result.errorOutput.contains("reduce again: stepsweep resume tiny-"), "\(result.errorOutput)")
        try folder.write("rank.py", "print('{}')\n")
        let resumed = try run("stepsweep", ["resume", "tiny", "--store", "store"], in: folder.path)
        #expect(resumed.exitCode == 0, "\(resumed.errorOutput)")
    }

    @Test(
        "the plan's size of the results is right to a factor of two",
        arguments: [
            ("ridge", "trainer: ridge", "{l2: {distribution: log_uniform_values, min: 0.001, max: 10.0, steps: 2000}}"),
            (
                "mlp", "trainer: mlp",
                "{hidden: {value: 4}, epochs: {value: 200}, l2: {distribution: log_uniform_values, min: 0.001, max: 1.0, steps: 40}}"
            ),
        ])
    func size(name: String, work: String, parameters: String) throws {
        let folder = try TemporaryFolder()
        try folder.writeTinyData(rows: 400)
        try folder.write(
            "sweep.yaml",
            """
            name: \(name)
            method: grid
            metric: {name: validation_rmse, goal: minimize}
            \(work)
            data: {path: data.csv, target: y, task: regression}
            parameters: \(parameters)
            """)
        let launched = try run("stepsweep", ["launch", "sweep.yaml", "--store", "store", "--quiet"], in: folder.path)
        #expect(launched.exitCode == 0, "\(launched.errorOutput)")
        let plan = try JSON(parsing: run("stepsweep", ["plan", "sweep.yaml", "--json"], in: folder.path).output)
        let estimate = try #require(plan["plan"]?["reduce"]?["databaseBytes"]?.double)
        let file = try FileManager.default.attributesOfItem(atPath: folder.path + "/store/results.sqlite")
        let size = try #require(file[.size] as? Int)
        print("results of \(name): \(size) bytes, the plan said \(Int(estimate))")
        // Empty tables and indexes take a page each, whatever the trials.
        #expect((0.5...2).contains((estimate + 14 * 4_096) / Double(size)), "\(estimate) for \(size)")
    }
}
