import Foundation
import TestSupport
import Testing

/// Everything that people get wrong: one clear message on stderr, the documented exit code, no crash, nothing lost.
@Suite("Bad input") struct BadInputTests {
    @Test("A wrong sweep file is refused with its place and its fix", arguments: badSweepFiles)
    func sweepFiles(_ input: BadInput) throws { try expectOneClearMessage(input) }

    @Test("A wrong data file is refused before anything runs", arguments: badDataFiles)
    func dataFiles(_ input: BadInput) throws { try expectOneClearMessage(input) }

    @Test("Wrong arguments are refused with what is allowed", arguments: badArguments)
    func arguments(_ input: BadInput) throws { try expectOneClearMessage(input) }

    @Test("Mistakes of the sweep file and of the files that it names are told together, in the order of the file")
    func allAtOnce() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            "sweep.yaml",
            """
            method: grid
            trainer: ridge
            data: {path: x.npy, target_path: y.npy}
            metric: {name: validation_rmse}
            parameters: {l2: {value: -1}}
            """)
        let result = try run("stepsweep", ["plan", "sweep.yaml"], in: folder.path)
        func missing(_ name: String) -> String {
            "must name a file, received `\(name)`; \(folder.path)/\(name): there is no such file; check the path"
        }
        #expect(result.exitCode == 2)
        #expect(
            result.errorOutput == """
                sweep.yaml:3:14: data.path: \(missing("x.npy"))
                sweep.yaml:3:34: data.target_path: \(missing("y.npy"))
                sweep.yaml:5:26: parameters.l2: must be a number between 0 and 1000000000000, received -1

                """)
    }

    @Test("What the data rule out is refused before anything runs, with its place", arguments: ruledOut)
    func ruledOutByData(data: String, parameters: String, message: String) throws {
        let folder = try TemporaryFolder()
        try numbers.write(to: URL(fileURLWithPath: folder.path + "/d.csv"))
        try folder.write(
            "sweep.yaml",
            """
            method: grid
            metric: {name: validation_loss}
            data: \(data)
            parameters: \(parameters)
            """)
        for command in ["plan", "launch"] {
            let result = try run(
                "stepsweep", [command, "sweep.yaml"], in: folder.path,
                environment: ["STEPSWEEP_STORE": folder.path + "/store"])
            #expect(result.exitCode == 2)
            #expect(result.errorOutput == message.replacing("FOLDER", with: folder.path) + "\n")
        }
    }

    private func expectOneClearMessage(_ input: BadInput) throws {
        let result = try input.run()
        #expect(!result.signalled, "ended by a signal: \(result.errorOutput)")
        #expect(result.exitCode == input.exitCode, "stderr: \(result.errorOutput)")
        #expect(result.errorOutput.contains(input.message), "stderr: \(result.errorOutput)")
        #expect(!result.errorOutput.contains("Fatal error"))
        #expect(result.output.isEmpty, "stdout: \(result.output.prefix(300))")
    }
}

/// A table of numbers, a hundred rows.
private let numbers = Data(("a,y\n" + (0..<100).map { "\($0),\(Double($0) / 3)\n" }.joined()).utf8)

private let good = "name: x\nmethod: grid\nmetric: {name: loss, goal: minimize}\nprogram: train.py\n"
private let builtIn =
    "name: x\nmethod: grid\nmetric: {name: validation_accuracy, goal: maximize}\ndata: {path: d.csv}\n"

private let badSweepFiles: [BadInput] = [
    .sweepFile("an empty file", "", "sweep.yaml"),
    .sweepFile("a list instead of a mapping", "- 1\n- 2\n", "sweep.yaml"),
    .sweepFile("a tab as indentation", "name: x\n\tmethod: grid\n", "sweep.yaml:2"),
    .sweepFile("an unclosed bracket", "parameters: {a: [1, 2\n", "sweep.yaml"),
    .sweepFile("a key twice", good + "name: y\nparameters: {a: {value: 1}}\n", "sweep.yaml:5"),
    .sweepFile("no parameters", good, "parameters"),
    .sweepFile("no method", "name: x\nmetric: {name: l}\nprogram: t.py\nparameters: {a: {value: 1}}\n", "method"),
    .sweepFile("a method for later", good.replacing("grid", with: "bayes") + "parameters: {a: {value: 1}}\n", "grid"),
    .sweepFile("an unknown method", good.replacing("grid", with: "grdi") + "parameters: {a: {value: 1}}\n", "grid"),
    .sweepFile(
        "early termination", good + "early_terminate: {type: hyperband, min_iter: 3}\nparameters: {a: {value: 1}}\n",
        "early_terminate"),
    .sweepFile("an unknown key", good + "paramters: {a: {value: 1}}\n", "parameters"),
    .sweepFile(
        "an unknown goal", good.replacing("minimize", with: "minimise") + "parameters: {a: {value: 1}}\n", "minimize"),
    .sweepFile("min above max", good + "parameters: {a: {min: 3, max: 1}}\n", "parameters.a"),
    .sweepFile("a float range without steps", good + "parameters: {a: {min: 0.0, max: 1.0}}\n", "steps"),
    .sweepFile("one step", good + "parameters: {a: {min: 0.0, max: 1.0, steps: 1}}\n", "steps"),
    .sweepFile("minus two steps", good + "parameters: {a: {min: 0.0, max: 1.0, steps: -2}}\n", "steps"),
    .sweepFile(
        "a log scale from below zero",
        good + "parameters: {a: {distribution: log_uniform_values, min: -0.1, max: 1.0, steps: 3}}\n", "greater than 0"),
    .sweepFile(
        "an unknown distribution",
        good + "parameters: {a: {distribution: log_uniform_value, min: 0.1, max: 1.0, steps: 3}}\n",
        "log_uniform_values"),
    .sweepFile("no values", good + "parameters: {a: {values: []}}\n", "values"),
    .sweepFile(
        "probabilities on a grid", good + "parameters: {a: {values: [1, 2], probabilities: [0.5, 0.5]}}\n",
        "probabilities"),
    .sweepFile("a value and values", good + "parameters: {a: {value: 1, values: [1]}}\n", "parameters.a"),
    .sweepFile("not a number", good + "parameters: {a: {min: .nan, max: 1.0, steps: 3}}\n", "parameters.a"),
    .sweepFile("infinity", good + "parameters: {a: {min: 0.0, max: .inf, steps: 3}}\n", "parameters.a"),
    .sweepFile("a parameter name with a space", good + "parameters: {'a b': {value: 1}}\n", "a b"),
    .sweepFile(
        "zip of unequal lengths", good + "parameters: {a: {values: [1, 2]}, b: {values: [1]}}\nzip: [[a, b]]\n", "zip"),
    .sweepFile("zip of an unknown name", good + "parameters: {a: {values: [1, 2]}}\nzip: [[a, bb]]\n", "bb"),
    .sweepFile("exclude of an unknown name", good + "parameters: {aa: {values: [1, 2]}}\nexclude: [{ab: 1}]\n", "aa"),
    .sweepFile(
        "exclude that drops everything", good + "parameters: {a: {values: [1, 2]}}\nexclude: [{a: [1, 2]}]\n", "exclude"
    ),
    .sweepFile(
        "when in a circle",
        good + "parameters: {a: {values: [1, 2]}, b: {values: [1, 2]}}\nwhen: {a: {b: 1}, b: {a: 1}}\n", "when"),
    .sweepFile("no seeds", good + "seeds: 0\nparameters: {a: {value: 1}}\n", "seeds"),
    .sweepFile("an unknown trainer", builtIn + "trainer: mlpp\nparameters: {epochs: {value: 1}}\n", "mlp"),
    .sweepFile(
        "an unknown trainer's parameter", builtIn + "trainer: mlp\nparameters: {learning_rat: {value: 0.1}}\n",
        "learning_rate"),
    .sweepFile(
        "a value that the trainer refuses", builtIn + "trainer: mlp\nparameters: {learning_rate: {value: -1}}\n",
        "learning_rate"),
    .sweepFile(
        "a word where a number belongs", builtIn + "trainer: mlp\nparameters: {epochs: {value: many}}\n", "epochs"),
    .sweepFile(
        "a trainer without data",
        "name: x\nmethod: grid\nmetric: {name: l}\ntrainer: mlp\nparameters: {epochs: {value: 1}}\n", "data"),
    .sweepFile(
        "a trainer and a program", builtIn + "trainer: mlp\nprogram: t.py\nparameters: {epochs: {value: 1}}\n",
        "program"),
    .sweepFile("an unknown lane", good + "parameters: {a: {value: 1}}\ncompute: {lane: gpu-spott}\n", "gpu-spot"),
    .sweepFile(
        "a split that is more than the whole",
        builtIn.replacing("d.csv", with: "d.csv, split: {train: 0.9, validation: 0.9, test: 0.2}")
            + "trainer: mlp\nparameters: {epochs: {value: 1}}\n", "split"),
    .sweepFile(
        "one fold",
        builtIn.replacing("d.csv", with: "d.csv, folds: 1") + "trainer: mlp\nparameters: {epochs: {value: 1}}\n",
        "folds"),
    .sweepFile("a pack size of zero", good + "parameters: {a: {value: 1}}\npacks: {size: 0}\n", "packs"),
    .sweepFile(
        "a name with a slash", good.replacing("name: x", with: "name: a/b") + "parameters: {a: {value: 1}}\n", "name"),
    .sweepFile(
        "an alias bomb",
        "a: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c]\ne: &e [*d, *d, *d, *d, *d, *d, *d, *d]\nf: &f [*e, *e, *e, *e, *e, *e, *e, *e]\ng: [*f, *f, *f, *f, *f, *f, *f, *f]\n",
        "sweep.yaml"),
    .sweepFile("nesting without end", good + "parameters: " + String(repeating: "[", count: 3000) + "\n", "sweep.yaml"),
    BadInput(
        "bytes that are no text", ["plan", "sweep.yaml"], exits: 2, "UTF-8",
        files: ["sweep.yaml": Data([0xFF, 0xFE, 0x00, 0x41])]),
    .sweepFile(
        "a program that is not there", good + "parameters: {a: {value: 1}}\n",
        "sweep.yaml:4:10: program: must name a file, received `train.py`; "),
    .sweepFile(
        "a data file that is not there", builtIn + "trainer: mlp\nparameters: {epochs: {value: 1}}\n",
        "sweep.yaml:4:14: data.path: must name a file, received `d.csv`; "),
    .sweepFile(
        "a data file in short form that is not there",
        builtIn.replacing("{path: d.csv}", with: "d.csv") + "trainer: mlp\nparameters: {epochs: {value: 1}}\n",
        "sweep.yaml:4:7: data: must name a file, received `d.csv`; "),
    .sweepFile(
        "data behind an address of the web",
        builtIn.replacing("d.csv", with: "'https://example.com/d.csv'")
            + "trainer: mlp\nparameters: {epochs: {value: 1}}\n",
        "data.path: must name a file, or an object as s3://bucket/key, received `https://example.com/d.csv`; https:// can't be read"
    ),
    .sweepFile(
        "an address of S3 in capitals",
        builtIn.replacing("d.csv", with: "'S3://bucket/d.csv'") + "trainer: mlp\nparameters: {epochs: {value: 1}}\n",
        "received `S3://bucket/d.csv`; S3:// can't be read"),
]

/// `data`, `parameters`, and what is said of them.
private let ruledOut: [(String, String, String)] = [
    (
        "{path: d.csv, target: y}", "{trainer: {value: softmax}, l2: {values: [1, 2]}}",
        "sweep.yaml:3:29: data.target: trainer softmax needs classes, but this target is numeric; use ridge or mlp, "
            + "or declare the target as classes"
    ),
    (
        "{path: d.csv}", "{trainer: {value: mlp}, hidden: {values: [8, [65536, 65536]]}}",
        "sweep.yaml:4:45: parameters.hidden: the network has 4295229441 parameters, more than 268435456: "
            + "use smaller `hidden`"
    ),
    (
        "{path: d.csv, folds: 101}", "{trainer: {value: ridge}, l2: {values: [1, 2]}}",
        "sweep.yaml:3:7: data.split: d.csv: 100 rows are too few for this split; "
            + "use fewer folds, larger fractions or more rows"
    ),
    (
        "{path: d.csv, target: z}", "{trainer: {value: ridge}, l2: {values: [1, 2]}}",
        "sweep.yaml:3:29: data.target: FOLDER/d.csv: line 1: no column `z` for the target; use one of: a, y"
    ),
]

private func text(_ text: String) -> Data { Data(text.utf8) }

/// An .npy file with a header of the test's own.
private func npy(_ header: String, _ payload: Data = Data(), version: UInt8 = 1, claimed: UInt16? = nil) -> Data {
    var bytes = Data([0x93]) + text("NUMPY") + Data([version, 0])
    let length = claimed ?? UInt16(header.utf8.count)
    bytes += Data([UInt8(length & 0xFF), UInt8(length >> 8)])
    return bytes + text(header) + payload
}

private let badDataFiles: [BadInput] = [
    .dataFile("an empty table", "d.csv", Data(), "d.csv"),
    .dataFile("a header without rows", "d.csv", text("a,b,label\n"), "d.csv"),
    .dataFile("one row", "d.csv", text("a,label\n1,x\n"), "d.csv"),
    .dataFile("a row too short", "d.csv", text("a,b,label\n1,2,x\n1,y\n1,2,x\n"), "d.csv"),
    .dataFile("a row too long", "d.csv", text("a,b,label\n1,2,x\n1,2,3,y\n"), "d.csv"),
    .dataFile("a word among numbers", "d.csv", text("a,label\n1,x\ntwo,y\n"), "two"),
    .dataFile("a missing value", "d.csv", text("a,label\n1,x\n,y\n"), "d.csv"),
    .dataFile("not a number in a table", "d.csv", text("a,label\n1,x\nnan,y\n"), "d.csv"),
    .dataFile("infinity in a table", "d.csv", text("a,label\n1,x\ninf,y\n"), "d.csv"),
    .dataFile("an open quote", "d.csv", text("a,label\n\"1,x\n2,y\n"), "d.csv"),
    .dataFile("one class only", "d.csv", text("a,label\n1,x\n2,x\n3,x\n4,x\n5,x\n6,x\n"), "class"),
    .dataFile("a column name twice", "d.csv", text("a,a,label\n1,2,x\n2,3,y\n"), "d.csv"),
    .dataFile("bytes that are no table", "d.csv", Data((0..<2000).map { UInt8($0 % 256) }), "d.csv"),
    .dataFile("an unknown ending", "d.parquet", text("PAR1"), "d.parquet"),
    .dataFile("an npz that is no archive", "d.npz", text("PK but not really"), "d.npz"),
    .dataFile("an npy of rubbish", "d.npy", Data(repeating: 7, count: 64), "d.npy"),
    .dataFile("an npy cut off in its header", "d.npy", npy("{'descr': '<f8', 'fort", claimed: 4000), "d.npy"),
    .dataFile(
        "an npy that claims more than it holds", "d.npy",
        npy("{'descr': '<f8', 'fortran_order': False, 'shape': (1000000000, 1000000), }\n"), "d.npy"),
    .dataFile(
        "an npy with a negative side", "d.npy", npy("{'descr': '<f8', 'fortran_order': False, 'shape': (-1, 3), }\n"),
        "d.npy"),
    .dataFile(
        "an npy of objects", "d.npy",
        npy("{'descr': '|O', 'fortran_order': False, 'shape': (3, 3), }\n", Data(repeating: 0, count: 72)), "d.npy"),
]

private let badArguments: [BadInput] = [
    .arguments(
        "a stack for a launch here", ["launch", "sweep.yaml", "--stack", "team"],
        "--stack: only with --on aws, which runs the sweep there; without it, it runs here"),
    .arguments(
        "a region for a launch here", ["launch", "sweep.yaml", "--region", "eu-central-1"],
        "--region: only with --on aws"),
    .arguments("watching a launch here", ["launch", "sweep.yaml", "--watch"], "--watch: only with --on aws"),
    .arguments("an unknown command", ["lanch"], "lanch"),
    .arguments("an unknown option", ["plan", "--sotre", "x", "f.yaml"], "--sotre"),
    .arguments("plan without a file", ["plan"], "<file>"),
    .arguments("plan of a file that is not there", ["plan", "nowhere.yaml"], exits: 2, "nowhere.yaml"),
    .arguments("plan of a folder", ["plan", "."], exits: 2, "."),
    .arguments("launch with no workers", ["launch", "f.yaml", "--workers", "0"], "--workers"),
    .arguments("launch with a word for workers", ["launch", "f.yaml", "--workers", "many"], "--workers"),
    .arguments("launch with a run cap below one", ["launch", "f.yaml", "--run-cap", "0"], "--run-cap"),
    .arguments("status of an unknown sweep", ["status", "nothing"], exits: 4, "store"),
    .arguments("watch of an unknown sweep", ["watch", "nothing"], exits: 4, "store"),
    .arguments("cancel of an unknown sweep", ["cancel", "nothing"], exits: 4, "store"),
    .arguments("resume of an unknown sweep", ["resume", "nothing"], exits: 4, "store"),
    .arguments("logs of an unknown trial", ["logs", "ffff"], exits: 4, "store"),
    .arguments("compare of an unknown sweep", ["compare", "nothing"], exits: 4, "store"),
    .arguments("compare without a sweep", ["compare"], "<sweep>"),
    .arguments("compare with no top", ["compare", "x", "--top", "0"], "--top"),
    .arguments("promote of an unknown sweep", ["promote", "nothing", "--as", "challenger"], exits: 4, "store"),
    .arguments("promote to an unknown alias", ["promote", "x", "--as", "king"], "king"),
    .arguments("predict without a model", ["predict", "f.csv"], "--model"),
    .arguments("predict with an unknown model", ["predict", "--model", "champion", "f.csv"], exits: 4, "store"),
    .arguments("an unknown trainer", ["trainers", "mlpp"], "mlp"),
    .arguments("json and csv at once", ["compare", "x", "--json", "--csv"], "--csv"),
]
