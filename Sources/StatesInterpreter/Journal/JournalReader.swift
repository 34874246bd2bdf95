internal import Foundation
internal import JSON

/// Reads what a `FileJournal` wrote, also while it writes.
public struct JournalReader: Sendable {
    private let path: String

    public init(path: String) { self.path = path }

    /// All events. Events of one execution are in the order of their ids.
    ///
    /// - Throws: where the file can't be read, or where a line before the last is not an event.
    public func events() throws(JournalFailure) -> [HistoryEvent] {
        var events: [HistoryEvent] = []
        try forEach { events.append($0) }
        return events
    }

    /// Hands each event to `body`, without holding them all. A last line that a crash tore is left out.
    public func forEach(_ body: (HistoryEvent) -> Void) throws(JournalFailure) {
        do {
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? file.close() }
            try Self.lines(of: file, path, body)
        } catch let failure as JournalFailure {
            throw failure
        } catch {
            throw JournalFailure(path: path, problem: "can't read the journal: \(error.localizedDescription)")
        }
    }

    private static func lines(of file: FileHandle, _ path: String, _ body: (HistoryEvent) -> Void) throws {
        var rest = Data()
        var number = 0
        while let chunk = try file.read(upToCount: 1 << 20), !chunk.isEmpty {
            rest.append(chunk)
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                number += 1
                guard let json = try? JSON(parsing: rest[rest.startIndex..<end]), let event = HistoryEvent(json: json)
                else {
                    throw JournalFailure(path: path, problem: "line \(number) is not a history event")
                }
                body(event)
                rest = rest[(end + 1)...]
            }
            rest = Data(rest)
        }
    }
}
