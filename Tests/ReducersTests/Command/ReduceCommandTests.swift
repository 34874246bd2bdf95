import Foundation
import JSON
import ObjectStore
import Reducers
import ResultStore
import SweepModel
import TestSupport
import Testing

@Suite("The user's reduce command") struct ReduceCommandTests {
    private func sweep(_ script: String) throws -> Sweep {
        let sweep = try Sweep(.sample(trialCount: 2, reduceCommand: ["sh", "-c", script]))
        try sweep.add([
            .sample("aa", index: 0, metrics: ["validation_accuracy": 0.9]), .sample("bb", index: 1, failure: .timeout),
        ])
        return sweep
    }

    private func derived(_ sweep: Sweep) throws -> [String: [String: Double]] {
        let trials = try sweep.results().rankedTrials(of: sweep.work.sweep)
        return Dictionary(uniqueKeysWithValues: trials.map { ($0.outcome.trial, $0.derivedMetrics) })
    }

    @Test("What it prints becomes metrics of the trials, anew at each reduction")
    func addsMetrics() throws {
        let sweep = try sweep(
            #"test -e second && echo '{"aa": {"size": 3}}' || echo '{"aa": {"size": 2, "gap": 0.5}, "bb": {"size": 1}}'"#
        )
        _ = try sweep.reduce()
        #expect(try derived(sweep) == ["aa": ["size": 2, "gap": 0.5], "bb": ["size": 1]])
        try sweep.folder.write("second", "")
        _ = try sweep.reduce()
        #expect(try derived(sweep) == ["aa": ["size": 3], "bb": [:]])
    }

    @Test("It gets the ranked outcomes on stdin and in a file, and starts in the sweep's folder")
    func input() throws {
        let sweep = try sweep(
            #"cat > from-stdin.json; cp "$STEPSWEEP_RANKED_FILE" from-file.json; echo $STEPSWEEP_SWEEP > name; echo {}"#
        )
        _ = try sweep.reduce()
        func text(_ name: String) throws -> String {
            try String(contentsOfFile: sweep.folder.path + "/" + name, encoding: .utf8)
        }
        #expect(try text("name") == "digits-0123abcd\n")
        #expect(try text("from-file.json") == text("from-stdin.json"))
        #expect(
            try JSON(parsing: text("from-file.json")) == [
                "schema": "stepsweep.ranked", "version": 1, "sweep": "digits-0123abcd", "name": "digits",
                "metric": ["name": "validation_accuracy", "goal": "maximize"],
                "trials": [
                    [
                        "trial": "aa", "rank": 1, "value": 0.9, "status": "succeeded", "reason": nil, "index": 0,
                        "point": 0, "seed": 0, "parameters": ["learning_rate": 0.1],
                        "metrics": ["validation_accuracy": 0.9], "seconds": 2.0, "model": nil,
                    ],
                    [
                        "trial": "bb", "rank": nil, "value": nil, "status": "failed", "reason": "timeout", "index": 1,
                        "point": 1, "seed": 0, "parameters": ["learning_rate": 0.1], "metrics": [:], "seconds": 2.0,
                        "model": nil,
                    ],
                ],
            ])
    }

    static let failures: [(script: String, problem: String)] = [
        ("echo no luck >&2; exit 3", "ended with exit code 3; its last words: no luck"),
        ("kill -9 $$", "was ended by signal 9"),
        (
            "true",
            "printed something that is not JSON (line 1, column 1: the text ends where a value is expected): WANTED"
        ),
        ("echo rubbish", "printed something that is not JSON (line 1, column 1: expected a value): WANTED"),
        ("echo '[1]'", "printed [1]: WANTED"),
        (#"echo '{"aa": 3}'"#, "printed 3 for aa: WANTED"),
        (#"echo '{"zz": {"x": 1}}'"#, "printed metrics of `zz`, which is no trial of this sweep"),
        (#"echo '{"aa": {"x": "y"}}'"#, #"printed "y" as `x` of aa: a metric must be a finite number"#),
        (#"echo '{"aa": {"x": null}}'"#, "printed null as `x` of aa: a metric must be a finite number"),
        (
            #"echo '{"aa": {"validation_accuracy": 1}}'"#,
            "printed the metric `validation_accuracy`, which aa has already: choose another name"
        ),
    ]

    @Test("Its failure fails the reduction with a reason, and the outcomes stay merged", arguments: failures.indices)
    func failure(index: Int) throws {
        let (script, problem) = Self.failures[index]
        let sweep = try sweep(script)
        let wanted = #"it must print a JSON object such as {"<trial>": {"<metric>": 0.9}} and nothing else"#
        let error = try #require(throws: ReduceError.self) { try sweep.reduce() }
        #expect(
            "\(error)" == "the reduce command `sh -c \(script)` "
                + problem.replacingOccurrences(of: "WANTED", with: wanted)
                + "; the outcomes stay merged, repair the command, then reduce again")
        #expect(try sweep.results().sweep(sweep.work.sweep)?.succeeded == 1)
    }

    @Test("A command that is not there is reported")
    func notThere() throws {
        let sweep = try Sweep(.sample(reduceCommand: ["no-such-command-anywhere"]))
        let error = try #require(throws: ReduceError.self) { try sweep.reduce() }
        #expect("\(error)".contains("could not be started: No such file or directory"))
    }

    @Test("A command that takes too long is ended with all that it started")
    func timeout() throws {
        let sweep = try sweep("echo $$ > leader; sleep 600 & echo $! > child; wait")
        let reducer = Reducer(commandFolder: sweep.folder.path, commandTimeoutSeconds: 0.5)
        let error = try #require(throws: ReduceError.self) {
            try reducer.reduce(sweep: sweep.work.sweep, store: sweep.store)
        }
        #expect("\(error)".contains("took longer than 0.5 s and was ended"))
        for name in ["leader", "child"] {
            let text = try String(contentsOfFile: sweep.folder.path + "/" + name, encoding: .utf8)
            let process = try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
            #expect(isGone(process), "\(name) still runs")
        }
    }

    /// A killed orphan may be a zombie until its new parent looks after it.
    private func isGone(_ process: pid_t) -> Bool {
        guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return true }
        return status.contains(") Z ") || status.contains(") X ")
    }

    @Test("A child that it left behind does not keep the reduction waiting")
    func leftBehind() throws {
        let sweep = try sweep(#"sleep 600 & echo '{"aa": {"x": 1}}'"#)
        _ = try sweep.reduce()
        #expect(try derived(sweep)["aa"] == ["x": 1])
    }

    @Test("A cancelled task ends the command")
    func cancelled() async throws {
        let sweep = try sweep("touch started; sleep 600")
        let task = Task.detached { try sweep.reduce() }
        while !FileManager.default.fileExists(atPath: sweep.folder.path + "/started") { await Task.yield() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test("Endless output is cut off")
    func endlessOutput() throws {
        let sweep = try sweep("yes")
        let error = try #require(throws: ReduceError.self) { try sweep.reduce() }
        #expect("\(error)".contains("printed more than 64 MiB and was ended"))
    }
}
