import Foundation
import JSON
import StatesInterpreter
import Testing

@Suite("A process that is killed while it writes its journal")
struct KilledWriterTests {
    private static let variable = "STEPSWEEP_TEST_JOURNAL"

    private static func event(_ id: Int) -> HistoryEvent {
        HistoryEvent(
            id: id, previousEventId: id - 1, timestamp: Date(timeIntervalSince1970: 0), type: .passStateEntered,
            details: ["input": .string(String(repeating: "x", count: id % 700))])
    }

    @Test("Everything flushed survives, in order, and the next process goes on behind it")
    func killed() async throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("killed-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        setenv(Self.variable, path, 1)
        await #expect(processExitsWith: .signal(SIGKILL)) {
            let path = try #require(ProcessInfo.processInfo.environment[KilledWriterTests.variable])
            let journal = try FileJournal(path: path)
            for id in 1...1_000 { try journal.append(KilledWriterTests.event(id)) }
            try await journal.flush()
            for id in 1_001...50_000 { try journal.append(KilledWriterTests.event(id)) }
            kill(getpid(), SIGKILL)
        }
        let survivors = try JournalReader(path: path).events().map(\.id)
        #expect(survivors.count >= 1_000)
        #expect(survivors == Array(1...survivors.count))
        let journal = try FileJournal(path: path)
        try journal.append(Self.event(survivors.count + 1))
        try await journal.flush()
        #expect(try JournalReader(path: path).events().map(\.id) == Array(1...survivors.count + 1))
    }
}
