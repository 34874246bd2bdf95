import Foundation
import JSON
import TestSupport
import Testing

@Suite("stepsweep export", .serialized) struct ExportTests {
    /// One sweep for all that only read it.
    private static let shared = Result { try World() }

    private var world: World { get throws { try Self.shared.get() } }

    @Test(
        "What can't be exported as asked is refused with its reason and its exit code",
        arguments: [
            ([], 2, "choose one of --optuna, --mlflow, --csv, --json, --ndjson and --onnx, received none"),
            (["--csv", "a", "--json", "b"], 2, "received 2"),
            (["--optuma", "a"], 2, "--optuna"),
            (
                ["--csv", "data.csv"], 3,
                "--csv: data.csv: the file exists; choose another name, or replace it with --force"
            ),
            (["--optuna", "data.csv"], 3, "error: --optuna: data.csv: the file exists"),
            (["--onnx", "data.csv"], 3, "error: --onnx: data.csv: the file exists"),
            (["--csv", "store"], 2, "store: this is a folder; name a file in it"),
            (["--json", "none/a.json"], 2, "error: --json: none/a.json: there is no folder none; make it first"),
            (["--ndjson", "data.csv/a"], 2, "error: --ndjson: data.csv/a: data.csv is no folder"),
            (["--csv", ""], 2, "its name is empty"),
            (["--csv", "a/"], 2, "this is a folder's name"),
            (["--csv", "/dev/null"], 2, "no regular file"),
            (["--csv", "/proc/stepsweep.csv"], 6, "it can't be written"),
            (["--optuna", "/proc/stepsweep.db"], 6, "it can't be written"),
            (["--optuna", "-"], 2, "--optuna: this form is no text: name a file, received `-`"),
            (["--onnx", "-"], 2, "name a file, received `-`"),
            (["--onnx", "a", "--model", "champion"], 2, "--model: a sweep is named too"),
            (["--csv", "a", "--trial", "3f"], 2, "--trial: goes with --onnx alone"),
            (["--csv", "a", "--experiment", "x"], 2, "--experiment: goes with --mlflow alone"),
            (["--optuna", "a", "--curves"], 2, "--curves: goes with --json and --ndjson alone"),
            (["--onnx", "a", "--losses"], 2, "--losses: goes with --json and --ndjson alone"),
            (["--mlflow", "http://127.0.0.1:1", "--force"], 2, "has no file to replace"),
            (["--onnx", "a", "--trial", "zzzz"], 4, "error: --trial: tiny-"),
            (["--onnx", "a", "--trial", ""], 2, "begins the ids of 6 trials"),
            (["--mlflow", "localhost:5000"], 2, "--mlflow: an address is http://HOST:PORT, received `localhost:5000`"),
            (["--mlflow", "ftp://host"], 2, "is spoken to over http or https, received `ftp:`"),
            (["--mlflow", "http://ada:secret@127.0.0.1:1"], 2, "may hold no password"),
            (["--mlflow", "http://127.0.0.1:123456"], 2, "between 1 and 65535"),
            (["--mlflow", "http://127.0.0.1:1"], 6, "error: --mlflow: http://127.0.0.1:1: "),
            (["--mlflow", "http://127.0.0.1:1", "--experiment", ""], 2, "1 to 500 characters"),
            (["--csv", "a", "--store", "nowhere"], 4, "no store at nowhere"),
        ] as [([String], Int32, String)])
    func refused(_ arguments: [String], _ exitCode: Int32, _ message: String) throws {
        let world = try self.world
        let before = try FileManager.default.contentsOfDirectory(atPath: world.folder.path)
        try world.expect(["export", "tiny"] + arguments, exits: exitCode, message)
        #expect(try FileManager.default.contentsOfDirectory(atPath: world.folder.path) == before)
    }

    @Test(
        "Without a sweep there must be a model, and both must be known",
        arguments: [
            (["--csv", "a"], 2, "<sweep>"), (["--csv", "a", "--model", "1"], 2, "--model: goes with --onnx alone"),
            (["nope", "--csv", "a"], 4, "no sweep `nope`"),
            (["--onnx", "a", "--model", "9"], 4, "error: --model: no model version `9`"),
            (["--onnx", "a", "--model", "champion"], 4, "no model is champion yet"),
            (["--onnx", "a", "--model", "1", "--trial", "3f"], 2, "--trial and --model"),
        ] as [([String], Int32, String)])
    func withoutSweep(_ arguments: [String], _ exitCode: Int32, _ message: String) throws {
        try world.expect(["export"] + arguments, exits: exitCode, message)
    }

    @Test("Every form is written, and a second time only with --force")
    func forms() throws {
        let world = try self.world
        for form in ["optuna", "csv", "json", "ndjson", "onnx"] {
            let first = try world.run(["export", "tiny", "--\(form)", "out.\(form)"])
            #expect(first.exitCode == 0, "\(first.errorOutput)")
            #expect(first.output.hasPrefix("out.\(form): "), "\(first.output)")
            let bytes = try world.bytes("out.\(form)")
            try world.expect(["export", "tiny", "--\(form)", "out.\(form)"], exits: 3, "--force")
            #expect(try world.run(["export", "tiny", "--\(form)", "out.\(form)", "--force"]).exitCode == 0)
            #expect(try world.bytes("out.\(form)") == bytes, "\(form): equal results give equal bytes")
        }
        let left = try FileManager.default.contentsOfDirectory(atPath: world.folder.path)
        #expect(!left.contains { $0.contains("partial") })
    }

    @Test("Text forms go to the standard output, and nothing else does")
    func standardOutput() throws {
        let csv = try world.run(["export", "tiny", "--csv", "-"])
        #expect(csv.output.components(separatedBy: "\r\n").count == 8)
        let lines = try world.run(["export", "tiny", "--ndjson", "-"]).output.split(separator: "\n")
        #expect(try lines.map { try JSON(parsing: String($0))["status"] } == Array(repeating: "succeeded", count: 6))
        #expect(try JSON(parsing: world.run(["export", "tiny", "--json", "-"]).output)["schema"] == "stepsweep.export")
    }

    @Test("A promoted model and its trial give the same graph; the version is in the file")
    func promoted() throws {
        let world = try World()
        #expect(try world.run(["promote", "tiny", "--as", "challenger", "--override", "set-up"]).exitCode == 0)
        let result = try world.run(["export", "--model", "challenger", "--onnx", "model.onnx"])
        #expect(
            result.output.contains("as ONNX (opset 13, IR 7): features [rows, 2] float64 → prediction [rows] float64"))
        #expect(String(decoding: try world.bytes("model.onnx"), as: UTF8.self).contains("data_digest"))
    }

    @Test("A model that is gone or damaged is told")
    func missingModel() throws {
        let world = try World()
        let folder = "store/sweeps/\(world.sweep)/models"
        let models = try FileManager.default.contentsOfDirectory(atPath: world.folder.path + "/" + folder)
        for model in models where model.hasSuffix(".safetensors") {
            try world.write("\(folder)/\(model)", Data("rubbish".utf8))
        }
        try world.expect(["export", "tiny", "--onnx", "a"], exits: 3, "is damaged")
        for model in models { try FileManager.default.removeItem(atPath: world.folder.path + "/\(folder)/\(model)") }
        try world.expect(["export", "tiny", "--onnx", "a"], exits: 3, "is no longer in the store")
    }

    @Test("A user's program has no model, and a failed trial has none either; both have results")
    func program() throws {
        let world = try World(program: "import sys\nif '--a=2' in sys.argv: sys.exit(3)\nprint('loss=1')\n")
        #expect(try world.run(["launch", "program.yaml", "--quiet"]).exitCode == 0)
        try world.expect(["export", "program", "--onnx", "a"], exits: 3, "came from a program of yours")
        let trials = try JSON(parsing: world.run(["export", "program", "--json", "-"]).output)["trials"]?.array ?? []
        let failed = try #require(trials.first { $0["status"] == "failed" }?["trial"]?.string)
        try world.expect(["export", "program", "--onnx", "a", "--trial", failed], exits: 3, "failed (exit-code)")
        #expect(try world.run(["export", "program", "--csv", "a"]).output == "a: 2 trials (1 failed)\n")
    }

    @Test("A sweep that still runs gives what has ended, and says how much is missing")
    func running() throws {
        let world = try World(
            program: "import sys, time\nprint('loss=1', flush=True)\nif '--a=2' in sys.argv: time.sleep(60)\n")
        let sweep = try world.startProgram()
        defer {
            sweep.signal(SIGTERM)
            _ = sweep.finish()
        }
        try world.waitUntil { try world.run(["export", "program", "--csv", "-"]).output.contains("succeeded") }
        let result = try world.run(["export", "program", "--optuna", "a.db"])
        #expect(result.exitCode == 0)
        #expect(result.output.hasPrefix("a.db: 1 trial of study program-"), "\(result.output)")
        #expect(result.errorOutput.contains("warning: 1 of 2 trials have no result yet"))
    }

    @Test("A kill in the middle leaves no half file under the name", arguments: ["optuna", "json", "onnx"])
    func killed(_ form: String) throws {
        let world = try self.world
        let name = "killed.\(form)"
        #expect(try world.run(["export", "tiny", "--\(form)", name]).exitCode == 0)
        let whole = try world.bytes(name)
        for _ in 0..<5 {
            try FileManager.default.removeItem(atPath: world.folder.path + "/" + name)
            let export = try start(
                "stepsweep", ["export", "tiny", "--\(form)", name], in: world.folder.path,
                environment: ["STEPSWEEP_STORE": world.store])
            let partial = "\(world.folder.path)/\(name).partial-\(export.processID)"
            while export.isRunning, !FileManager.default.fileExists(atPath: partial) {}
            export.signal(SIGKILL)
            _ = export.finish()
            try? FileManager.default.removeItem(atPath: partial)
            let left = FileManager.default.contents(atPath: world.folder.path + "/" + name)
            #expect(left == nil || left == whole)
            #expect(try world.run(["export", "tiny", "--\(form)", name, "--force"]).exitCode == 0)
            #expect(try world.bytes(name) == whole)
        }
    }

    @Test(
        "A disk that is full ends the export with a message, and leaves nothing",
        .enabled(if: SmallDisk.problem == nil, Comment(rawValue: SmallDisk.problem ?? "")),
        arguments: ["optuna", "csv"])
    func fullDisk(_ form: String) throws {
        let disk = try SmallDisk(mebibytes: 1)
        try disk.fill()
        try world.expect(["export", "tiny", "--\(form)", disk.path + "/out"], exits: 6, "/out: it can't be written")
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path) == ["filler"])
    }
}
