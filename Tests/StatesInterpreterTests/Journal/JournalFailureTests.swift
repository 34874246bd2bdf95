import JSON
import StatesInterpreter
import StatesLanguage
import Testing

@Suite("Executions whose history can't be kept")
struct JournalFailureTests {
    /// Refuses every event after the first few.
    private final class FailingJournal: Journal {
        private let left: Guarded<Int>

        init(after count: Int) { left = Guarded(count) }

        func append(_ event: HistoryEvent) throws(JournalFailure) {
            let isFull = left.withLock { left in
                left -= 1
                return left < 0
            }
            if isFull { throw JournalFailure(path: "j", problem: "full") }
        }

        func flush() async {}
    }

    @Test("Wherever the journal fails, the execution stops, starts nothing more and says so", arguments: 0..<40)
    func anywhere(_ count: Int) async throws {
        let processor = { (mode: JSON, name: String) -> JSON in
            [
                "ProcessorConfig": mode, "StartAt": .string(name),
                "States": .object([
                    name: [
                        "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                        "Retry": [["ErrorEquals": ["States.ALL"]]], "End": true,
                    ]
                ]),
            ]
        }
        let definition: JSON = [
            "StartAt": "A",
            "States": [
                "A": [
                    "Type": "Map", "ItemProcessor": processor(["Mode": "INLINE"], "T"),
                    "Catch": [["ErrorEquals": ["States.ALL"], "Next": "B"]], "Next": "B",
                ],
                "B": [
                    "Type": "Map",
                    "ItemProcessor": processor(["Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"], "U"),
                    "ToleratedFailurePercentage": 100, "End": true,
                ],
            ],
        ]
        let runner = ClosureRunner { request throws(TaskFailure) in request.parameters }
        let interpreter = try Interpreter(
            machine: try StateMachine(json: definition), taskRunner: runner, journal: FailingJournal(after: count),
            clock: JumpingClock(), randomBits: { 0 })
        await #expect(throws: JournalFailure(path: "j", problem: "full")) {
            try await interpreter.run(input: [1, 2], as: .test)
        }
    }
}
