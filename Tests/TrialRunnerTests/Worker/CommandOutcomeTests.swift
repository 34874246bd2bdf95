import Foundation
import JSON
import SweepModel
import TestSupport
import Testing

/// Real programs under the real worker, and the outcome that each must have.
struct CommandOutcomeTests {
    @Test("A program gets its trial by arguments, environment and files, and its metrics come back")
    func everyWayIn() throws {
        let fixture = try WorkerFixture(
            script: """
                echo "args=$*" > seen
                echo "$STEPSWEEP_PARAM_LEARNING_RATE $STEPSWEEP_PARAM_OPT_NAME $STEPSWEEP_SEED" >> seen
                echo "$STEPSWEEP_TRIAL $STEPSWEEP_SWEEP" >> seen
                cat "$STEPSWEEP_PARAMETERS_FILE" > parameters.json
                test -d "$STEPSWEEP_CHECKPOINT_DIR" && echo folder >> seen
                echo '{"step": 1, "score": 0.25, "deep": {"loss": 2}}' >> "$STEPSWEEP_METRICS_FILE"
                echo '{"step": 2, "score": 0.5, "deep": {"loss": 1}}' >> "$STEPSWEEP_METRICS_FILE"
                echo "time=1.5, note:x=-2e-3"
                """, parameters: { _ in ["learning_rate": 0.01, "opt": ["name": "adam"], "on": true] })
        let outcome = try fixture.outcome()
        let trial = fixture.trials[0]
        #expect(
            fixture.lines("seen") == [
                "args=learning_rate=0.01 on=True opt={'name': 'adam'}", "0.01 adam 0",
                "\(trial.id) \(WorkerFixture.sweep)", "folder",
            ])
        let parameters = try String(contentsOfFile: fixture.workFile("parameters.json"), encoding: .utf8)
        #expect(try JSON(parsing: parameters) == trial.parameters)
        #expect(outcome.status == .succeeded && outcome.failure == nil)
        #expect(outcome.metrics == ["score": 0.5, "deep.loss": 1, "time": 1.5, "note:x": -0.002])
        #expect(outcome.curve["score"] == [0.25, 0.5] && outcome.curve["deep.loss"] == [2, 1])
        #expect(outcome.curve["step"] == [1, 2])
        #expect(
            outcome.trial == trial.id && outcome.cacheKey == "key-\(trial.id)" && outcome.parameters == trial.parameters
        )
        #expect(outcome.provenance.generation == 1 && outcome.provenance.codeDigest == "c0de")
        #expect(try #require(outcome.cost.peakMemoryBytes) > 100_000)
    }

    @Test("Lines with a fold are that fold's metrics, and their mean is the trial's where it reports none itself")
    func folds() throws {
        let fixture = try WorkerFixture(
            script: """
                echo '{"fold": 0, "score": 0.25}' >> "$STEPSWEEP_METRICS_FILE"
                echo '{"fold": 1, "score": 0.75, "loss": 3}' >> "$STEPSWEEP_METRICS_FILE"
                echo '{"fold": "two", "score": 9}' >> other
                echo '{"fold": -1, "score": 9}' >> "$STEPSWEEP_METRICS_FILE"
                echo '{"epochs": 4}' >> "$STEPSWEEP_METRICS_FILE"
                """)
        let outcome = try fixture.outcome()
        #expect(outcome.foldMetrics == [["score": 0.25], ["score": 0.75, "loss": 3]])
        #expect(outcome.metrics == ["score": 0.5, "epochs": 4] && outcome.curve.keys.sorted() == ["epochs", "step"])
    }

    @Test("A program may only score test rows in a confirmation; what the worker's own environment says is no matter")
    func notConfirming() throws {
        let fixture = try WorkerFixture(script: "echo score=${STEPSWEEP_CONFIRM:-0}")
        #expect(try fixture.outcome(["STEPSWEEP_CONFIRM": "1"]).metrics == ["score": 0])
    }

    /// A script, and how it fails.
    struct Failure: CustomTestStringConvertible {
        let name: String
        let script: String
        let reason: TrialFailure.Reason
        var exitCode: Int?
        var signal: Int?
        var message: String?
        var testDescription: String { name }
    }

    static let failures = [
        Failure(
            name: "exit code", script: "echo score=1; echo why >&2; exit 3", reason: .exitCode, exitCode: 3,
            message: "the program ended with exit code 3"),
        Failure(
            name: "signal", script: "kill -SEGV $$", reason: .signal, signal: 11,
            message: "the program was ended by signal 11 (Segmentation fault)"),
        Failure(
            name: "a kill by someone else", script: "echo score=1; kill -KILL $$", reason: .signal, signal: 9,
            message: "the program was ended by signal 9 (Killed)"),
        Failure(
            name: "NaN on stdout", script: "echo score=0.5; echo score=nan", reason: .nonFiniteMetric,
            message: "the last value of score is nan, which can't be ranked"),
        Failure(
            name: "NaN of Python's json", script: #"echo '{"score": NaN, "t": "NaN"}' >> "$STEPSWEEP_METRICS_FILE""#,
            reason: .nonFiniteMetric),
        Failure(
            name: "infinity", script: "echo score=1; echo loss=-Infinity", reason: .nonFiniteMetric,
            message: "the last value of loss is -inf, which can't be ranked"),
        Failure(
            name: "no metric", script: "echo hello", reason: .missingMetric,
            message: "the program reported no metric, but the sweep needs score; print a line `score=0.5`, or append "
                + "{\"score\": 0.5} to the file named by STEPSWEEP_METRICS_FILE"),
        Failure(name: "another metric", script: "echo accuracy=1", reason: .missingMetric),
        Failure(name: "a metric in the middle of a line", script: "echo the score=1 now", reason: .missingMetric),
    ]

    @Test("A failing program is an outcome with its reason, and the worker ends well", arguments: failures)
    func failure(_ expected: Failure) throws {
        let outcome = try WorkerFixture(script: expected.script).outcome()
        let failure = try #require(outcome.failure)
        #expect(outcome.status == .failed)
        #expect(failure.reason == expected.reason)
        #expect(failure.exitCode == expected.exitCode)
        #expect(failure.signal == expected.signal)
        if let message = expected.message { #expect(failure.message == message) }
    }

    @Test("The tail of stderr is kept, whatever bytes it has")
    func stderrTail() throws {
        let outcome = try WorkerFixture(
            script: #"seq 1 20000 >&2; printf 'last \377 line' >&2; exit 1"#
        ).outcome()
        let tail = try #require(outcome.failure?.stderrTail)
        #expect(tail.utf8.count <= 4_200)
        #expect(tail.hasSuffix("\n20000\nlast \u{FFFD} line\n"))
    }

    static let impossibleCommands: [(command: [String], message: String)] = [
        (["no-such-program-here"], "`no-such-program-here` is in no folder of PATH; install it, or give its path"),
        (
            ["${env}", "no-such-program-here", "${args}"],
            "`no-such-program-here` is in no folder of PATH; install it, or give its path"
        ),
        (["./missing"], "there is no file WORK/./missing; check `command` and the folder it runs in"),
        (["./plain.txt"], "WORK/./plain.txt is not executable; run `chmod +x` on it"),
        (["./folder"], "WORK/./folder is not a file; give a program to run"),
        (
            ["./no-shebang"],
            "the program can't be executed: Exec format error; a script must begin with a line such as `#!/bin/sh`"
        ),
        (
            ["./bad-interpreter"],
            "the program can't be executed: No such file or directory"
        ),
        (
            ["/bin/echo", "${envvar:STEPSWEEP_NOBODY_SETS_THIS}"],
            "`command` uses ${envvar:STEPSWEEP_NOBODY_SETS_THIS}, but the environment has no STEPSWEEP_NOBODY_SETS_THIS; set it"
        ),
        ([], "the command is empty; give a program to run"),
        ([""], "the command is empty; give a program to run"),
        (["/bin/echo", "a\0b"], "an argument has a zero byte, which no program can be given"),
    ]

    @Test("A command that can't be started is an outcome that says why", arguments: impossibleCommands)
    func notStarted(command: [String], message: String) throws {
        let fixture = try WorkerFixture(script: "", command: command)
        try fixture.folder.write("commands/plain.txt", "text")
        try fixture.folder.write("commands/folder/x", "")
        for (name, text) in [("no-shebang", "echo hi\n"), ("bad-interpreter", "#!/no/such/interpreter\n")] {
            let file = try fixture.folder.write("commands/" + name, text)
            chmod(file, 0o755)
        }
        let failure = try #require(try fixture.outcome().failure)
        #expect(failure.reason == .notStarted)
        #expect(failure.message == message.replacingOccurrences(of: "WORK", with: fixture.commandFolder))
    }

    @Test("Parameters too long for a command line say how to pass them")
    func tooLong() throws {
        let fixture = try WorkerFixture(
            script: "", command: ["/bin/echo", "${args}"],
            parameters: { _ in ["x": .string(String(repeating: "y", count: 200_000))] })
        let failure = try #require(try fixture.outcome().failure)
        #expect(failure.reason == .notStarted)
        #expect(failure.message.hasSuffix("give the parameters by `${args_json_file}` instead of as arguments"))
    }

    @Test("A program that takes too long is ended and fails by its time limit, with what it reported")
    func timeout() throws {
        let outcome = try WorkerFixture(script: "echo score=1; exec sleep 1000", timeoutSeconds: 1).outcome()
        let failure = try #require(outcome.failure)
        #expect(failure.reason == .timeout && failure.signal == 15)
        #expect(failure.message == "the program was ended after 1 s, the trial's time limit")
        #expect(outcome.metrics == ["score": 1])
    }

    @Test("A program that holds more memory than it may is ended and fails as out of memory")
    func memoryLimit() throws {
        let fixture = try WorkerFixture(script: "head -c 400000000 /dev/zero | tail -c 400000000 | sleep 1000")
        let failure = try #require(try fixture.outcome(["STEPSWEEP_MEMORY_MIB": "40"]).failure)
        #expect(failure.reason == .outOfMemory)
        #expect(failure.message == "the program held more than 40 MiB and was ended")
    }

    @Test("Metrics arrive as events while the program runs, and its lines are echoed")
    func liveEvents() throws {
        let fixture = try WorkerFixture(
            script: """
                echo hello
                echo '{"step": 7, "score": 0.5}' >> "$STEPSWEEP_METRICS_FILE"
                while [ ! -e go ]; do sleep 0.05; done
                echo oops >&2
                """)
        let worker = try fixture.start()
        try eventually { worker.outputSoFar.contains("trial.progress") }
        try fixture.folder.write("commands/go", "")
        let result = worker.finish()
        let trial = fixture.trials[0].id
        let events = try events(result)
        #expect(events.first == .trialStarted(trial: trial))
        #expect(events.contains(.output(trial: trial, stream: .stdout, text: "hello")))
        #expect(events.contains(.output(trial: trial, stream: .stderr, text: "oops")))
        let progress = events.contains {
            if case .trialProgress(trial, 7, ["score": 0.5], _) = $0 { true } else { false }
        }
        #expect(progress)
        guard case .trialFinished(trial, nil, ["score": 0.5], _) = events.dropLast().last else {
            Issue.record("the trial's end must be the last event but one")
            return
        }
        guard case .packFinished(WorkerFixture.pack, 1, 0, 0, _) = events.last else {
            Issue.record("the pack's end must be the last event")
            return
        }
    }
}
