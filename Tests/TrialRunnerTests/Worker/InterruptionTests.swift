import Foundation
import JSON
import ObjectStore
import SweepModel
import TestSupport
import Testing

/// Workers that are killed, stopped, doubled or left alone.
struct InterruptionTests {
    /// Each trial notes that it ran; the second one waits for the file `go` where there is none.
    private static let script = """
        echo "$1" >> ran
        if [ "$1" = x=1 ] && [ ! -e go ]; then
            echo $$ > shell
            sleep 1000 & echo $! > child
            touch waiting
            wait
        fi
        echo score=1
        """

    private func startUntilSecondTrial(_ fixture: WorkerFixture) throws -> RunningProgram {
        let worker = try fixture.start()
        try eventually {
            try FileManager.default.fileExists(atPath: fixture.workFile("waiting")) && fixture.outcomes().count == 1
        }
        return worker
    }

    private func finishAfterwards(_ fixture: WorkerFixture) throws {
        try fixture.folder.write("commands/go", "")
        #expect(try fixture.run().exitCode == 0)
        #expect(try fixture.isComplete())
        #expect(fixture.lines("ran") == ["x=0", "x=1", "x=1", "x=2"])
    }

    @Test("After a kill -9 the program is gone, finished trials are kept and the others run again, at once")
    func killed() throws {
        let fixture = try WorkerFixture(script: Self.script, trials: 3)
        let worker = try startUntilSecondTrial(fixture)
        worker.signal(SIGKILL)
        #expect(worker.finish().signalled)
        try eventually { try isGone(fixture.number(in: "shell")) && isGone(fixture.number(in: "child")) }
        // An hour's lease: its dead holder is seen, not waited for.
        try finishAfterwards(fixture)
        #expect(try fixture.outcomes().map(\.provenance.generation) == [1, 2, 2])
    }

    @Test(
        "SIGTERM and SIGINT end the program and the worker with 75; finished trials are stored",
        arguments: [SIGTERM, SIGINT])
    func stopped(signal: Int32) throws {
        let fixture = try WorkerFixture(script: Self.script, trials: 3)
        let worker = try startUntilSecondTrial(fixture)
        worker.signal(signal)
        let result = worker.finish()
        #expect(result.exitCode == 75)
        #expect(try isGone(fixture.number(in: "shell")) && isGone(fixture.number(in: "child")))
        #expect(try fixture.outcomes().count == 1)
        try finishAfterwards(fixture)
    }

    @Test("A SIGTERM from before the worker's first moment ends it with 75, and nothing is trained")
    func stoppedBeforeTheStart() throws {
        let fixture = try WorkerFixture(script: Self.script)
        let result = try TestSupport.run(
            "/usr/bin/env",
            ["--block-signal=TERM", "/bin/sh", "-c", "kill -TERM $$; exec \(productsFolder)/stepsweep-worker"],
            environment: fixture.environment())
        #expect(result.exitCode == 75)
        #expect(try fixture.outcomes().isEmpty && fixture.lines("ran").isEmpty)
    }

    @Test("A stopped program may save its state on SIGTERM and goes on from it in the next attempt")
    func checkpoint() throws {
        let fixture = try WorkerFixture(
            script: """
                trap 'echo 2 > "$STEPSWEEP_CHECKPOINT_DIR/state"; exit 0' TERM
                echo $AWS_BATCH_JOB_ATTEMPT >> attempts
                state=$(cat "$STEPSWEEP_CHECKPOINT_DIR/state" 2>/dev/null || echo 1)
                echo "{\\"step\\": $state, \\"score\\": 0.$state}" >> "$STEPSWEEP_METRICS_FILE"
                touch waiting
                [ "$state" = 2 ] && exit 0
                while :; do sleep 0.05; done
                """)
        let worker = try fixture.start(["AWS_BATCH_JOB_ATTEMPT": "1"])
        try eventually { FileManager.default.fileExists(atPath: fixture.workFile("waiting")) }
        worker.signal(SIGTERM)
        #expect(worker.finish().exitCode == 75)
        #expect(try fixture.outcomes().isEmpty)
        let outcome = try fixture.outcome(["AWS_BATCH_JOB_ATTEMPT": "2"])
        #expect(outcome.curve == ["step": [1, 2], "score": [0.1, 0.2]])
        #expect(outcome.provenance.attempt == 2 && outcome.provenance.generation == 2)
        #expect(fixture.lines("attempts") == ["1", "2"])
    }

    @Test("Without a checkpoint the next attempt begins with no metrics of the last one")
    func freshMetrics() throws {
        let fixture = try WorkerFixture(
            script: """
                [ -e again ] && { echo '{"score": 0.5}' >> "$STEPSWEEP_METRICS_FILE"; exit 0; }
                echo '{"score": 0.1, "early": 1}' >> "$STEPSWEEP_METRICS_FILE"
                touch again
                exec sleep 1000
                """)
        let worker = try fixture.start()
        try eventually { worker.outputSoFar.contains("trial.progress") }
        worker.signal(SIGTERM)
        #expect(worker.finish().exitCode == 75)
        #expect(try fixture.outcome().metrics == ["score": 0.5])
    }

    @Test("When its engine is gone, a worker ends its program and itself with 75")
    func engineGone() throws {
        let fixture = try WorkerFixture(script: Self.script, trials: 3)
        let pipe = fixture.folder.path + "/pipe"
        mkfifo(pipe, 0o600)
        let worker = try start(
            "/bin/sh", ["-c", "exec \(productsFolder)/stepsweep-worker 7< \(pipe)"],
            environment: fixture.environment(["STEPSWEEP_ENGINE_FD": "7"]))
        let engine = open(pipe, O_WRONLY | O_CLOEXEC)
        try eventually { FileManager.default.fileExists(atPath: fixture.workFile("waiting")) }
        close(engine)
        #expect(worker.finish().exitCode == 75)
        #expect(try isGone(fixture.number(in: "shell")) && isGone(fixture.number(in: "child")))
        try finishAfterwards(fixture)
    }

    @Test("Two workers started at once on one pack train each trial once, and both end well")
    func twoAtOnce() throws {
        let fixture = try WorkerFixture(script: "echo \"$1\" >> ran; sleep 0.1; echo score=1", trials: 5)
        let workers = try [fixture.start(), fixture.start(), fixture.start()]
        for worker in workers { #expect(worker.finish().exitCode == 0) }
        #expect(try fixture.isComplete())
        #expect(fixture.lines("ran").sorted() == ["x=0", "x=1", "x=2", "x=3", "x=4"])
    }

    @Test("A worker that lost its lease to another writes nothing more and ends with 75")
    func lostLease() throws {
        let fixture = try WorkerFixture(script: Self.script, trials: 3)
        let worker = try startUntilSecondTrial(fixture)
        try fixture.store.put(
            StoreKey.lease(WorkerFixture.sweep, pack: WorkerFixture.pack), Data(Self.foreignLease(seconds: 1).bytes()))
        #expect(worker.finish().exitCode == 75)
        #expect(try fixture.outcomes().count == 1)
        try finishAfterwards(fixture)
        #expect(try fixture.outcomes().map(\.provenance.generation) == [1, 8, 8])
    }

    @Test("A lease of another host that nobody renews is taken over; one that says it is released, at once")
    func staleLease() throws {
        for (seconds, released) in [(1.0, false), (3600.0, true)] {
            let fixture = try WorkerFixture(script: "echo score=1")
            try fixture.store.put(
                StoreKey.lease(WorkerFixture.sweep, pack: WorkerFixture.pack),
                Data(Self.foreignLease(seconds: seconds, released: released).bytes()))
            #expect(try fixture.outcome().provenance.generation == 8)
        }
    }

    private static func foreignLease(seconds: Double, released: Bool = false) -> JSON {
        [
            "generation": 7, "renewedAt": 1.5, "seconds": .number(seconds), "released": .bool(released),
            "holder": ["host": "elsewhere", "process": 1, "token": "t"],
        ]
    }

    @Test(
        "A worker starts no program while one of the same pack still runs on this machine, and can be stopped meanwhile"
    )
    func waitsForProcesses() throws {
        let fixture = try WorkerFixture(script: "echo ran >> ran; echo score=1")
        let key = StoreKey.lease(WorkerFixture.sweep, pack: WorkerFixture.pack)
        let lock = try #require(try fixture.store.tryLock(key))
        let stopped = try fixture.start()
        try eventually { try fixture.store.exists(key) }
        stopped.signal(SIGTERM)
        #expect(stopped.finish().exitCode == 75)
        let waiting = try fixture.start()
        try eventually { try self.generation(fixture) == 2 }
        #expect(fixture.lines("ran").isEmpty)
        lock.release()
        #expect(waiting.finish().exitCode == 0)
        #expect(fixture.lines("ran") == ["ran"])
    }

    private func generation(_ fixture: WorkerFixture) throws -> Int? {
        let lease = try fixture.store.get(StoreKey.lease(WorkerFixture.sweep, pack: WorkerFixture.pack))
        return try lease.flatMap { try JSON(parsing: $0.bytes)["generation"]?.int }
    }

    @Test("A guard keeps the pack's lock until the last process of its program has ended")
    func guardKeepsLock() throws {
        let fixture = try WorkerFixture(script: "touch waiting; exec sleep 1000")
        let key = StoreKey.lease(WorkerFixture.sweep, pack: WorkerFixture.pack)
        let worker = try fixture.start()
        try eventually { FileManager.default.fileExists(atPath: fixture.workFile("waiting")) }
        #expect(try fixture.store.tryLock(key) == nil)
        worker.signal(SIGKILL)
        _ = worker.finish()
        try eventually { try fixture.store.tryLock(key) != nil }
    }

    @Test("Trials that failed run again only when they are asked to")
    func retryFailed() throws {
        let fixture = try WorkerFixture(
            script: "echo \"$1\" >> ran; [ \"$1\" = x=1 ] && [ ! -e go ] && exit 1; echo score=1", trials: 2)
        #expect(try fixture.run().exitCode == 0)
        #expect(try fixture.run().exitCode == 0)
        #expect(fixture.lines("ran") == ["x=0", "x=1"])
        try fixture.folder.write("commands/go", "")
        #expect(try fixture.run(["STEPSWEEP_RETRY_FAILED": "1"]).exitCode == 0)
        #expect(fixture.lines("ran") == ["x=0", "x=1", "x=1"])
        let records = try fixture.outcomes()
        #expect(records.map(\.status) == [.succeeded, .failed, .succeeded])
        #expect(try fixture.run(["STEPSWEEP_RETRY_FAILED": "1"]).exitCode == 0)
        #expect(fixture.lines("ran").count == 3)
    }

    @Test("A second start of a finished pack does nothing and says what is there")
    func secondStart() throws {
        let fixture = try WorkerFixture(script: "echo ran >> ran; echo score=1; [ \"$1\" = x=0 ]", trials: 2)
        try fixture.run()
        let result = try fixture.run()
        guard case .packFinished(WorkerFixture.pack, 1, 1, 2, _) = try events(result).last else {
            Issue.record("unexpected events: \(result.output)")
            return
        }
        #expect(fixture.lines("ran").count == 2)
    }
}
