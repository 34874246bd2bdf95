import Foundation
import JSON
import ObjectStore
import Reducers
import SweepModel
import TestSupport
import Testing

@Suite("The reducer as a Lambda function") struct LambdaHandlerTests {
    private func handle(_ event: JSON, remaining: Double? = nil) throws -> JSON {
        try JSON(parsing: Self.handler.handle(event: Data(event.bytes()), remainingSeconds: remaining).body)
    }

    private static let handler = LambdaHandler(openStore: { try FolderStore(root: $0) })

    @Test("An event names sweep and store, and gets the reducer's result")
    func result() throws {
        let sweep = try Sweep(.sample(trialCount: 1))
        try sweep.add([.sample("aa", metrics: ["validation_accuracy": 0.9])])
        let result = try handle(["sweep": "digits-0123abcd", "store": .string(sweep.store.root), "run": 1])
        #expect(try result == sweep.reduce().json)
    }

    static let malformed: [(event: String, message: String)] = [
        ("rubbish", "the event is not JSON: line 1, column 1: expected a value"),
        ("{}", "the event's `sweep` must be a sweep's id, received null"),
        (#"{"sweep": 3, "store": "/x"}"#, "the event's `sweep` must be a sweep's id, received 3"),
        (#"{"sweep": "a"}"#, "the event's `store` must be a bucket's name or a folder's absolute path, received null"),
        (
            #"{"sweep": "a", "store": 7}"#,
            "the event's `store` must be a bucket's name or a folder's absolute path, received 7"
        ),
    ]

    @Test("A malformed event is refused", arguments: malformed.indices)
    func refusal(index: Int) throws {
        let (event, message) = Self.malformed[index]
        let failure = try #require(throws: LambdaFailure.self) { try Self.handler.handle(event: Data(event.utf8)) }
        #expect(failure.type == "Reduce.MalformedEvent")
        #expect(failure.message == message)
    }

    @Test("An unknown sweep has a type of its own")
    func unknownSweep() throws {
        let sweep = try Sweep()
        let failure = try #require(throws: LambdaFailure.self) {
            try handle(["sweep": "nothing", "store": .string(sweep.store.root)])
        }
        #expect(failure.type == "Reduce.UnknownSweep")
    }

    @Test("The user's command is ended before the function's deadline")
    func deadline() throws {
        let sweep = try Sweep(.sample(reduceCommand: ["sleep", "600"]))
        let failure = try #require(throws: LambdaFailure.self) {
            try handle(["sweep": "digits-0123abcd", "store": .string(sweep.store.root)], remaining: 2.2)
        }
        #expect(failure.type == "Reduce.CommandTimeout")
    }
}
