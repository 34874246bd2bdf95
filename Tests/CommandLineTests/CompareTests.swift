import Foundation
import JSON
import TestSupport
import Testing

/// `compare` from the command line, on a sweep of six ridge trials, and on one of twelve.
@Suite("Comparing from the command line") struct CompareTests {
    @Test("It ends in one recommendation; the JSON document carries the judgement")
    func judgement() throws {
        let world = try World()
        let text = try world.run(["compare", "tiny"])
        #expect(text.exitCode == 0 && text.errorOutput.isEmpty)
        for label in ["best  ", "expected  ", "tied  ", "importance  ", "watch  ", "next  "] {
            #expect(text.output.contains("\n\(label)"), "\(label) in \(text.output)")
        }
        let document = try JSON(parsing: Data(world.run(["compare", "tiny", "--json"]).output.utf8))
        let judged = try #require(document["analyses"]?[0])
        #expect(judged["evidence"]?["kind"] == "rows" && judged["tied"]?["test"] == "paired-t-rows")
        #expect(judged["expected"]?["method"] == "bootstrap-bias-correction")
        #expect(judged["recommendation"]?["action"]?.string != nil)
        #expect(!(try world.run(["compare", "tiny", "--leaderboard"])).output.contains("\nnext"))
        let board = try JSON(parsing: Data(world.run(["compare", "tiny", "--leaderboard", "--json"]).output.utf8))
        #expect(board["analyses"] == [])
    }

    @Test("The gate lets a recommendation to promote pass, and nothing else")
    func gate() throws {
        let world = try World()
        let judged = try JSON(parsing: Data(world.run(["compare", "tiny", "--json"]).output.utf8))["analyses"]?[0]
        let action = judged?["recommendation"]?["action"]
        let gated = try world.run(["compare", "tiny", "--gate"])
        #expect(gated.exitCode == (action == "promote" ? 0 : 3))
        #expect(gated.output.contains("\nnext"))
        // Once the champion is the best itself, there is nothing to promote.
        let best = try #require(judged?["simplest"]?["trial"]?.string ?? judged?["best"]?["trial"]?.string)
        #expect(
            try world.run(["promote", "tiny", "--trial", best, "--as", "champion", "--override", "set-up"]).exitCode
                == 0)
        let refused = try world.run(["compare", "tiny", "--gate", "--json"])
        #expect(refused.exitCode == 3)
        #expect(
            refused.errorOutput
                == "error: \(world.sweep): no model is to be promoted: the candidate is the champion already\n")
        let advice = try JSON(parsing: Data(refused.output.utf8))["analyses"]?[0]?["recommendation"]
        #expect(advice?["action"] == "keep-champion" && advice?["model"] == 1)
    }

    @Test(
        "A person sees ten rows and how to see all; an order, a filter, a number, JSON and CSV have what was asked for")
    func tenRows() throws {
        let folder = try TemporaryFolder()
        try folder.writeTinyData(rows: 40)
        try folder.write(
            "sweep.yaml",
            """
            name: twelve
            method: grid
            metric: {name: validation_rmse, goal: minimize}
            trainer: ridge
            data: {path: data.csv, target: y}
            parameters: {l2: {values: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]}}
            """)
        func run(_ arguments: String...) throws -> String {
            let result = try TestSupport.run(
                "stepsweep", arguments, in: folder.path, environment: ["STEPSWEEP_STORE": folder.path + "/store"])
            #expect(result.exitCode == 0, "\(result.errorOutput)")
            return result.output
        }
        func rows(_ output: String) -> Int {
            output.split(separator: "\n").count { $0.hasSuffix("succeeded") && !$0.contains("trials:") }
        }
        _ = try run("launch", "sweep.yaml", "--quiet")
        let usual = try run("compare", "twelve")
        #expect(rows(usual) == 10 && usual.contains("10 of 12 trials shown; --top 12 shows all"))
        #expect(rows(try run("compare", "twelve", "--top", "3")) == 3)
        #expect(rows(try run("compare", "twelve", "--sort", "l2")) == 12)
        #expect(rows(try run("compare", "twelve", "--filter", "l2>0")) == 12)
        #expect(try JSON(parsing: Data(run("compare", "twelve", "--json").utf8))["trials"]?.array?.count == 12)
        #expect(try run("compare", "twelve", "--csv").split(separator: "\r\n").count == 13)
    }

    @Test("Objectives and simplicity of one's own are in the document")
    func measures() throws {
        let world = try World()
        let arguments = ["compare", "tiny", "--json", "--simplicity", "l2", "--objectives", "seconds,-validation_r2"]
        let judged = try JSON(parsing: Data(world.run(arguments).output.utf8))["analyses"]?[0]
        #expect(judged?["simplest"]?["measure"] == "l2")
        #expect(
            judged?["front"]?["objectives"] == [
                ["name": "validation_rmse", "goal": "minimize"], ["name": "seconds", "goal": "minimize"],
                ["name": "validation_r2", "goal": "maximize"],
            ])
    }

    @Test("Candidates without a number in a measure are told, not dropped in silence")
    func passedOver() throws {
        let world = try World(
            program: "import sys\nprint('loss=' + sys.argv[1].split('=')[1].strip('[]').split(',')[0])\n")
        try world.folder.write(
            "program.yaml",
            "name: program\nmethod: grid\nmetric: {name: loss, goal: minimize}\nprogram: train.py\n"
                + "parameters: {a: {values: [2, 3, [1, 1]]}}\n")
        #expect(try world.run(["launch", "program.yaml", "--quiet"]).exitCode == 0)
        let front = try world.run(["compare", "program", "--objectives", "a", "--html", "page.html"])
        #expect(front.exitCode == 0)
        #expect(front.errorOutput.contains("note: --objectives: 1 of 3 candidates of program-"))
        #expect(front.errorOutput.contains("have no number in one of `a` and are left out of the trade-off\n"))
        let simplest = try world.run(["compare", "program", "--simplicity", "a"])
        #expect(simplest.errorOutput.contains("note: --simplicity: no simplest candidate of program-"))
    }

    static let wrong: [(arguments: [String], exitCode: Int32, message: String)] = [
        (
            ["--simplicity", "l3"], 2,
            "error: --simplicity: no trial has a column `l3`; did you mean `l2`?; there are: rank, trial, sweep, status"
        ),
        (["--simplicity", "nowhere_near"], 2, "error: --simplicity: no trial has a column `nowhere_near`"),
        (["--simplicity", "trial"], 2, "error: --simplicity: `trial` can't be made small or large"),
        (["--simplicity", "status"], 2, "`status` can't be made small or large"),
        (["--simplicity", "rank"], 2, "`rank` can't be made small or large"),
        (["--simplicity", "trainer"], 2, "`trainer` can't be made small or large"),
        (["--simplicity", "metrics.l2"], 2, "no trial has a column `metrics.l2`"),
        (["--simplicity", ""], 2, "--simplicity: must name a column such as seconds, received ``"),
        (["--simplicity", " "], 2, "--simplicity: must name a column such as seconds, received ` `"),
        (["--simplicity"], 2, "--simplicity"),
        (["--objectives", ""], 2, "--objectives: must name columns such as seconds,-size, received ``"),
        (["--objectives", ","], 2, "--objectives: must name columns such as seconds,-size, received `,`"),
        (
            ["--objectives", "seconds,-"], 2,
            "--objectives: must name columns such as seconds,-size, received `seconds,-`"
        ),
        (
            ["--objectives", "second"], 2,
            "error: --objectives: no trial has a column `second`; did you mean `seconds`?"
        ),
        (
            ["--objectives", "--secnds"], 2,
            "--objectives: must name columns such as seconds,-size, received `--secnds`"
        ),
        (["--objectives", "--top", "2"], 2, "--objectives: must name columns such as seconds,-size, received `--top`"),
        (["--sort", "--top", "2"], 2, "--sort: must name columns such as seconds,-size, received `--top`"),
        (["--sort", "-secnds"], 2, "error: --sort: no trial has a column `secnds`; did you mean `seconds`?"),
        (["--columns", "trial,l3"], 2, "error: --columns: no trial has a column `l3`; did you mean `l2`?"),
        (["--filter", "l3=1"], 2, "error: --filter: no trial has a column `l3`; did you mean `l2`?"),
        (
            ["--simplicity", "validation_rmse"], 2,
            "error: --simplicity: must be another column than the sweep's metric"
        ),
        (["--simplicity", "metrics.validation_rmse"], 2, "error: --simplicity: must be another column"),
        (["--objectives", "validation_rmse"], 2, "error: --objectives: `validation_rmse` is the sweep's metric"),
        (["--objectives", "seconds,-validation_rmse"], 2, "which is an objective already; leave it out"),
        (["--objectives", "seconds,-seconds"], 2, "error: --objectives: `seconds` is named twice"),
        (["--objectives", "seconds,reason"], 2, "error: --objectives: `reason` can't be made small or large"),
        (["--leaderboard", "--gate"], 2, "--gate: not with --leaderboard, which judges nothing"),
        (["--leaderboard", "--simplicity", "l2"], 2, "--simplicity: not with --leaderboard"),
        (["--leaderboard", "--objectives", "l2"], 2, "--objectives: not with --leaderboard"),
        (["--csv", "--gate"], 2, "--gate: not with --csv, which judges nothing; leave one of them out"),
        (["--csv", "--simplicity", "l2"], 2, "--simplicity: not with --csv"),
        (["--csv", "--objectives", "l2"], 2, "--objectives: not with --csv"),
        (["--csv", "--json", "--gate"], 2, "--json and --csv: choose one of them"),
        (["nothing", "--gate"], 4, "nothing"),
        (["--gate=yes"], 2, "--gate"),
    ]

    @Test("What can't be judged by is refused in one sentence, with nothing on stdout")
    func refused() throws {
        let world = try World()
        for (arguments, exitCode, message) in Self.wrong {
            let result = try world.run(["compare", "tiny"] + arguments)
            #expect(result.exitCode == exitCode, "\(arguments): \(result.errorOutput)")
            #expect(result.errorOutput.contains(message), "\(arguments): \(result.errorOutput)")
            #expect(result.output.isEmpty && !result.signalled, "\(arguments)")
        }
    }
}
