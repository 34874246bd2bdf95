import Foundation
import JSON
import StatesInterpreter
import StatesLanguage
import Testing

@Suite("The journal in a file")
struct FileJournalTests {
    private func withJournal(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("journal-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder.appendingPathComponent("journal.jsonl").path)
    }

    private func event(_ id: Int) -> HistoryEvent {
        HistoryEvent(
            id: id, previousEventId: id - 1, timestamp: Date(timeIntervalSince1970: 1_795_514_220.125),
            type: .passStateEntered,
            execution: [IterationStep(stateName: "Train", index: 3)],
            details: ["name": "P\n\"é\"", "input": ["a": [1, 1.5, nil]]])
    }

    @Test("What was flushed can be read back, event by event")
    func roundTrip() async throws {
        try await withJournal { path in
            let journal = try FileJournal(path: path)
            let events = (1...500).map(event)
            for event in events { try journal.append(event) }
            try await journal.flush()
            #expect(try JournalReader(path: path).events() == events)
            let firstLine = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")[0]
            #expect(
                firstLine
                    == #"{"details":{"input":{"a":[1,1.5,null]},"name":"P\n\"é\""},"execution":[{"index":3,"stateName":"Train"}],"id":1,"#
                    + #""previousEventId":0,"timestamp":"2026-11-24T09:57:00.125Z","type":"PassStateEntered"}"#)
        }
    }

    @Test("Many writers at once lose nothing and mix no lines")
    func concurrent() async throws {
        try await withJournal { path in
            let journal = try FileJournal(path: path)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<16 {
                    group.addTask {
                        for id in 0..<200 {
                            try journal.append(event(writer * 1000 + id))
                            if id.isMultiple(of: 50) { try await journal.flush() }
                        }
                    }
                }
                try await group.waitForAll()
            }
            try await journal.flush()
            let ids = try JournalReader(path: path).events().map(\.id)
            #expect(Set(ids).count == 3200)
            for writer in 0..<16 { #expect(ids.filter { $0 / 1000 == writer } == (0..<200).map { writer * 1000 + $0 }) }
        }
    }

    @Test("A torn last line is left out by the reader and cut off by the next writer", arguments: [1, 40, 150])
    func tornTail(_ bytes: Int) async throws {
        try await withJournal { path in
            do {
                let journal = try FileJournal(path: path)
                for id in 1...3 { try journal.append(event(id)) }
                try await journal.flush()
            }
            let whole = try Data(contentsOf: URL(fileURLWithPath: path))
            let torn = whole + whole.prefix(bytes)
            try torn.write(to: URL(fileURLWithPath: path))
            #expect(try JournalReader(path: path).events().map(\.id) == [1, 2, 3])
            let journal = try FileJournal(path: path)
            try journal.append(event(4))
            try await journal.flush()
            #expect(try JournalReader(path: path).events().map(\.id) == [1, 2, 3, 4])
        }
    }

    @Test("A journal of one torn line starts anew, also when the line is long")
    func onlyTorn() async throws {
        try await withJournal { path in
            try Data(repeating: UInt8(ascii: "x"), count: 200_000).write(to: URL(fileURLWithPath: path))
            let journal = try FileJournal(path: path)
            try journal.append(event(1))
            try await journal.flush()
            #expect(try JournalReader(path: path).events().map(\.id) == [1])
        }
    }

    @Test("A broken line before the last is reported with its number")
    func brokenLine() async throws {
        try await withJournal { path in
            try "\(event(1).json)\n{\"id\":2}\n\(event(3).json)\n".write(
                toFile: path, atomically: true, encoding: .utf8)
            #expect(throws: JournalFailure(path: path, problem: "line 2 is not a history event")) {
                try JournalReader(path: path).events()
            }
        }
    }

    @Test("A folder that is not there is a clear failure")
    func missingFolder() {
        #expect(throws: JournalFailure.self) { try FileJournal(path: "/nonexistent/journal.jsonl") }
        #expect(throws: JournalFailure.self) { try JournalReader(path: "/nonexistent/journal.jsonl").events() }
    }

    @Test(
        "A full disk stops the execution with the journal's failure",
        .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func fullDisk() async throws {
        let journal = try FileJournal(path: "/dev/full")
        let definition: JSON = ["StartAt": "A", "States": ["A": ["Type": "Pass", "End": true]]]
        let interpreter = try Interpreter(
            machine: try StateMachine(json: definition), taskRunner: ClosureRunner.none, journal: journal,
            clock: JumpingClock(), randomBits: { 0 })
        await #expect(throws: JournalFailure.self) { try await interpreter.run(input: [:], as: .test) }
    }

    @Test("An execution's history is durable when its result is there")
    func durable() async throws {
        try await withJournal { path in
            let interpreter = try Interpreter(
                machine: try StateMachine(json: machine(["Type": "Pass", "End": true])), taskRunner: ClosureRunner.none,
                journal: try FileJournal(path: path), clock: JumpingClock(), randomBits: { 0 })
            _ = try await interpreter.run(input: ["a": 1], as: .test)
            #expect(
                try JournalReader(path: path).events().map(\.type) == [
                    .executionStarted, .passStateEntered, .passStateExited, .executionSucceeded,
                ])
        }
    }
}
