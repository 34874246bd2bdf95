import JSON
import StatesInterpreter
import Testing

@Suite("Inline Maps")
struct InlineMapTests {
    private func map(_ fields: JSON) -> JSON {
        guard case .object(var members) = fields else { return fields }
        let processor: JSON = [
            "StartAt": "T",
            "States": ["T": ["Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true]],
        ]
        members.merge(["Type": "Map", "ItemProcessor": processor, "End": true]) { given, _ in given }
        return machine(.object(members))
    }

    @Test("Results are in the order of the items, whatever ends first")
    func order() async throws {
        let runner = ClosureRunner { request throws(TaskFailure) in
            for _ in 0..<((7 - (request.parameters.int ?? 0)) * 20) { await Task.yield() }
            return request.parameters
        }
        #expect(
            try await run(map([:]), input: [1, 2, 3, 4, 5, 6], runner: runner).result
                == .succeeded(output: [1, 2, 3, 4, 5, 6]))
    }

    @Test(
        "No more iterations run at once than MaxConcurrency, or 40", arguments: [(1, 1), (3, 3), (0, 40), (1000, 40)])
    func width(_ maximum: Int, _ expected: Int) async throws {
        let running = Guarded((now: 0, most: 0))
        let runner = ClosureRunner { _ throws(TaskFailure) in
            running.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
            for _ in 0..<200 { await Task.yield() }
            running.withLock { $0.now -= 1 }
            return nil
        }
        let items = JSON.array(Array(repeating: 0, count: 100))
        _ = try await run(map(["MaxConcurrency": .integer(maximum)]), input: items, runner: runner)
        #expect(running.withLock { $0.most } <= expected)
        #expect(expected == 1 || running.withLock { $0.most } > 1)
    }

    @Test("No items give an empty list")
    func empty() async throws {
        let ran = try await run(map([:]), input: [])
        #expect(ran.result == .succeeded(output: []))
        #expect(
            ran.types == [
                "ExecutionStarted", "MapStateEntered", "MapStateStarted", "MapStateSucceeded", "MapStateExited",
                "ExecutionSucceeded",
            ])
    }

    @Test("The path tells a task runner in which iteration and branch it is")
    func paths() async throws {
        let runner = ClosureRunner { _ throws(TaskFailure) in nil }
        let inner: JSON = [
            "StartAt": "P",
            "States": [
                "P": [
                    "Type": "Parallel",
                    "Branches": [
                        [
                            "StartAt": "T",
                            "States": [
                                "T": ["Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true]
                            ],
                        ]
                    ], "End": true,
                ]
            ],
        ]
        _ = try await run(map(["ItemProcessor": inner, "MaxConcurrency": 1]), input: [1, 2], runner: runner)
        #expect(
            runner.requests.map(\.path) == [
                [IterationStep(stateName: "S", index: 0), IterationStep(stateName: "P", index: 0)],
                [IterationStep(stateName: "S", index: 1), IterationStep(stateName: "P", index: 0)],
            ])
    }

    @Test("The history is numbered as AWS numbers it")
    func history() async throws {
        let ran = try await run(
            map(["MaxConcurrency": 1]), input: [1, 2], runner: ClosureRunner { _ throws(TaskFailure) in nil })
        #expect(
            ran.events.map { "\($0.id) \($0.previousEventId) \($0.type.rawValue)" } == [
                "1 0 ExecutionStarted", "2 1 MapStateEntered", "3 2 MapStateStarted", "4 3 MapIterationStarted",
                "5 4 TaskStateEntered",
                "6 5 TaskScheduled", "7 6 TaskStarted", "8 7 TaskSucceeded", "9 8 TaskStateExited",
                "10 9 MapIterationSucceeded",
                "11 3 MapIterationStarted", "12 11 TaskStateEntered", "13 12 TaskScheduled", "14 13 TaskStarted",
                "15 14 TaskSucceeded",
                "16 15 TaskStateExited", "17 16 MapIterationSucceeded", "18 17 MapStateSucceeded",
                "19 18 MapStateExited", "20 19 ExecutionSucceeded",
            ])
    }

    @Test("A failing iteration ends the Map with its error")
    func failing() async throws {
        let runner = ClosureRunner { request throws(TaskFailure) in
            if request.parameters == 2 { throw TaskFailure(error: "Bad", cause: "item 2") }
            return nil
        }
        let ran = try await run(map(["MaxConcurrency": 1]), input: [1, 2, 3], runner: runner)
        #expect(ran.result == .failed(error: "Bad", cause: "item 2"))
        #expect(runner.requests.count == 2)
        #expect(ran.types.suffix(4) == ["TaskFailed", "MapIterationFailed", "MapStateFailed", "ExecutionFailed"])
    }
}
