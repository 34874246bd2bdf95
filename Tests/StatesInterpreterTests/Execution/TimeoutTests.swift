import Foundation
import JSON
import StatesInterpreter
import StatesLanguage
import Testing

@Suite("Timeouts and cancellation")
struct TimeoutTests {
    /// A task that takes `seconds` of the execution's own time, and notes how it ended.
    private final class SlowRunner: TaskRunner {
        let clock: JumpingClock
        let seconds: Double
        let cancelled = Guarded(0)

        init(_ clock: JumpingClock, seconds: Double) {
            self.clock = clock
            self.seconds = seconds
        }

        func run(_ request: TaskRequest) async throws(TaskFailure) -> JSON {
            do {
                try await clock.wait(until: clock.now().addingTimeInterval(seconds))
                return "done"
            } catch {
                cancelled.withLock { $0 += 1 }
                throw TaskFailure(error: "Cancelled")
            }
        }
    }

    private func run(_ definition: JSON, input: JSON = [:], seconds: Double) async throws -> (
        ExecutionResult, SlowRunner, MemoryJournal
    ) {
        let clock = JumpingClock()
        let runner = SlowRunner(clock, seconds: seconds)
        let journal = MemoryJournal()
        let interpreter = try Interpreter(
            machine: try StateMachine(json: definition), taskRunner: runner, journal: journal, clock: clock,
            randomBits: { 0 })
        return (try await interpreter.run(input: input, as: .test), runner, journal)
    }

    private func task(_ fields: JSON) -> JSON {
        guard case .object(var members) = fields else { return fields }
        members.merge(["Type": "Task", "Resource": "arn:aws:states:::batch:submitJob.sync", "End": true]) { given, _ in
            given
        }
        return machine(.object(members))
    }

    @Test("A task that takes too long is cancelled, awaited, and fails with States.Timeout")
    func taskTimeout() async throws {
        let (result, runner, journal) = try await run(task(["TimeoutSeconds": 5]), seconds: 6)
        #expect(result == .failed(error: "States.Timeout", cause: nil))
        #expect(runner.cancelled.withLock { $0 } == 1)
        #expect(journal.events.map(\.type.rawValue).suffix(2) == ["TaskTimedOut", "ExecutionFailed"])
    }

    @Test("A task that ends in time is not disturbed")
    func inTime() async throws {
        let (result, runner, _) = try await run(
            task(["TimeoutSecondsPath": "$.limit"]), input: ["limit": 7], seconds: 6)
        #expect(result == .succeeded(output: "done"))
        #expect(runner.cancelled.withLock { $0 } == 0)
    }

    @Test("A timed-out task is retried like any other")
    func retriedTimeout() async throws {
        let (result, runner, _) = try await run(
            task(["TimeoutSeconds": 5, "Retry": [["ErrorEquals": ["States.Timeout"], "MaxAttempts": 2]]]), seconds: 6)
        #expect(result == .failed(error: "States.Timeout", cause: nil))
        #expect(runner.cancelled.withLock { $0 } == 3)
    }

    @Test(
        "The machine's own limit ends everything that runs",
        arguments: [
            #"{"Type": "Wait", "Seconds": 100, "End": true}"#,
            #"{"Type": "Task", "Resource": "arn:aws:states:::batch:submitJob.sync", "Retry": [{"ErrorEquals": ["States.ALL"]}], "End": true}"#,
            #"{"Type": "Map", "ItemsPath": "$.l", "ItemProcessor": {"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::batch:submitJob.sync", "End": true}}}, "End": true}"#,
            #"{"Type": "Parallel", "Branches": [{"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 100, "End": true}}}], "End": true}"#,
        ])
    func executionTimeout(_ state: String) async throws {
        let definition = machine(try JSON(parsing: state))
        guard case .object(var members) = definition else { return }
        members["TimeoutSeconds"] = 50
        let (result, _, journal) = try await run(.object(members), input: ["l": [1, 2]], seconds: 100)
        #expect(result == .timedOut)
        #expect(journal.events.last?.type == .executionTimedOut)
    }

    @Test("A loop that never waits is ended too")
    func busyLoop() async throws {
        let definition: JSON = [
            "StartAt": "A",
            "States": [
                "A": [
                    "Type": "Choice", "Choices": [["Variable": "$.stop", "IsPresent": true, "Next": "E"]],
                    "Default": "A",
                ], "E": ["Type": "Succeed"],
            ],
        ]
        let interpreter = try Interpreter(
            machine: try StateMachine(json: definition), taskRunner: ClosureRunner.none, journal: DiscardingJournal(),
            clock: JumpingClock(), randomBits: { 0 })
        let execution = Task { try await interpreter.run(input: [:], as: .test) }
        await Task.yield()
        execution.cancel()
        #expect(try await execution.value == .aborted)
    }

    @Test("Cancelling aborts the execution; every running task hears of it and is awaited")
    func cancellation() async throws {
        let (started, begin) = AsyncStream<Void>.makeStream()
        let ended = Guarded(0)
        let runner = BlockingRunner(begin) { ended.withLock { $0 += 1 } }
        let journal = MemoryJournal()
        let definition = machine([
            "Type": "Map", "MaxConcurrency": 3, "Retry": [["ErrorEquals": ["States.ALL"]]],
            "Catch": [["ErrorEquals": ["States.ALL"], "Next": "S"]],
            "ItemProcessor": [
                "ProcessorConfig": ["Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"], "StartAt": "T",
                "States": ["T": ["Type": "Task", "Resource": "arn:aws:states:::batch:submitJob.sync", "End": true]],
            ],
            "End": true,
        ])
        let interpreter = try Interpreter(
            machine: try StateMachine(json: definition), taskRunner: runner, journal: journal, clock: JumpingClock(),
            randomBits: { 0 })
        let execution = Task { try await interpreter.run(input: [1, 2, 3, 4, 5], as: .test) }
        var count = 0
        for await _ in started {
            count += 1
            if count == 3 { break }
        }
        execution.cancel()
        #expect(try await execution.value == .aborted)
        #expect(ended.withLock { $0 } == 3)
        #expect(journal.events.filter { $0.type == .taskScheduled }.count == 3)
        #expect(journal.events.filter { $0.type == .executionAborted }.count == 4)
        #expect(journal.events.last?.execution == [])
    }

    @Test("The first failing branch cancels its siblings")
    func failingBranch() async throws {
        let (started, begin) = AsyncStream<Void>.makeStream()
        let ended = Guarded(0)
        let blocking = BlockingRunner(begin) { ended.withLock { $0 += 1 } }
        let runner = ClosureRunner { request throws(TaskFailure) in
            guard request.stateName == "Bad" else { return try await blocking.run(request) }
            for await _ in started { break }
            throw TaskFailure(error: "Bad", cause: "broken")
        }
        let branch = { (name: String) -> JSON in
            [
                "StartAt": .string(name),
                "States": .object([name: ["Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true]]),
            ]
        }
        let ran = try await StatesInterpreterTests.run(
            machine(["Type": "Parallel", "Branches": [branch("Slow"), branch("Bad")], "End": true]), runner: runner)
        #expect(ran.result == .failed(error: "Bad", cause: "broken"))
        #expect(ended.withLock { $0 } == 1)
        #expect(ran.types.suffix(2) == ["ParallelStateFailed", "ExecutionFailed"])
    }
}

/// Runs until it is cancelled.
private struct BlockingRunner: TaskRunner {
    let begin: AsyncStream<Void>.Continuation
    let ended: @Sendable () -> Void

    init(_ begin: AsyncStream<Void>.Continuation, _ ended: @escaping @Sendable () -> Void) {
        self.begin = begin
        self.ended = ended
    }

    func run(_ request: TaskRequest) async throws(TaskFailure) -> JSON {
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        begin.yield()
        for await _ in stream {}
        _ = continuation
        ended()
        throw TaskFailure(error: "Cancelled")
    }
}

/// Keeps nothing.
struct DiscardingJournal: Journal {
    func append(_ event: HistoryEvent) {}
    func flush() async {}
}
