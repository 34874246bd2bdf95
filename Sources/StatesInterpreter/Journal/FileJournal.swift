internal import Dispatch
internal import Foundation
internal import JSON

/// A journal in a file: one JSON object a line, durable after `flush`.
///
/// Appending only queues. One writer turns whatever is queued into one write and one `fsync`, and starts again: under
/// load each `fsync` serves many events, and without load an event is durable at once.
public final class FileJournal: Journal {
    private let path: String
    private let file: FileHandle
    private let queue = DispatchQueue(label: "stepsweep.journal")
    private let state = Guarded(State())

    private struct State {
        var pending: [HistoryEvent] = []
        var waiters: [CheckedContinuation<JournalFailure?, Never>] = []
        /// Strands held back because too much is queued.
        var heldBack: [CheckedContinuation<Void, Never>] = []
        /// Whether the writer is at work, so that appending need not wake it.
        var isWriting = false
        var failure: JournalFailure?

        /// Marks the writer as busy; `true` if the caller must wake it.
        mutating func startWriting() -> Bool {
            defer { isWriting = true }
            return !isWriting
        }
    }

    /// More events than this are not queued while their strands can be held back: a few megabytes.
    private static let capacity = 8_192

    /// Opens or creates the file and goes on behind its last whole line: a line torn by a crash is cut off.
    public init(path: String) throws(JournalFailure) {
        self.path = path
        do {
            if !FileManager.default.fileExists(atPath: path) { try Self.makeFile(path) }
            file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
            let end = try Self.endOfLastLine(of: file)
            if try file.seekToEnd() > end { try file.truncate(atOffset: end) }
        } catch {
            throw JournalFailure(path: path, problem: "can't open the journal: \(error.localizedDescription)")
        }
    }

    /// The file's name is on the disk, too, before anything is written.
    private static func makeFile(_ path: String) throws {
        try Data().write(to: URL(fileURLWithPath: path))
        try FileHandle(forReadingFrom: URL(fileURLWithPath: path).deletingLastPathComponent()).synchronize()
    }

    public func append(_ event: HistoryEvent) throws(JournalFailure) {
        let (failure, mustWake) = state.withLock { state in
            guard state.failure == nil else { return (state.failure, false) }
            state.pending.append(event)
            return (nil, state.startWriting())
        }
        if let failure { throw failure }
        if mustWake { queue.async { self.write() } }
    }

    public func catchUp() async {
        guard state.withLock({ $0.pending.count >= Self.capacity }) else { return }
        await withCheckedContinuation { continuation in
            // The writer is at work while anything is queued, so whoever is held back is let go.
            let hasRoom = state.withLock { state in
                guard state.pending.count >= Self.capacity else { return true }
                state.heldBack.append(continuation)
                return false
            }
            if hasRoom { continuation.resume() }
        }
    }

    public func flush() async throws(JournalFailure) {
        let failure = await withCheckedContinuation { continuation in
            let mustWake = state.withLock { state in
                state.waiters.append(continuation)
                return state.startWriting()
            }
            if mustWake { queue.async { self.write() } }
        }
        if let failure { throw failure }
    }

    /// Writes until nothing is queued. After a failure nothing more is written, and everybody is told.
    private func write() {
        while let batch = nextBatch() {
            for continuation in batch.heldBack { continuation.resume() }
            let failure = batch.failure ?? persist(batch.pending)
            state.withLock { $0.failure = failure }
            for waiter in batch.waiters { waiter.resume(returning: failure) }
        }
    }

    /// Everything queued, or `nil` where the writer may rest.
    private func nextBatch() -> State? {
        state.withLock { state in
            guard !state.pending.isEmpty || !state.waiters.isEmpty else {
                state.isWriting = false
                return nil
            }
            defer { (state.pending, state.waiters, state.heldBack) = ([], [], []) }
            return state
        }
    }

    private func persist(_ events: [HistoryEvent]) -> JournalFailure? {
        guard !events.isEmpty else { return nil }
        var bytes: [UInt8] = []
        for event in events {
            bytes += event.json.bytes()
            bytes.append(UInt8(ascii: "\n"))
        }
        do {
            try file.write(contentsOf: bytes)
            try file.synchronize()
            return nil
        } catch {
            return JournalFailure(path: path, problem: "can't write the journal: \(error.localizedDescription)")
        }
    }

    /// The offset behind the last line break.
    private static func endOfLastLine(of file: FileHandle) throws -> UInt64 {
        let chunk: UInt64 = 65_536
        var end = try file.seekToEnd()
        while end > 0 {
            let start = end > chunk ? end - chunk : 0
            try file.seek(toOffset: start)
            let bytes = try file.read(upToCount: Int(end - start)) ?? Data()
            if let last = bytes.lastIndex(of: UInt8(ascii: "\n")) { return start + UInt64(last - bytes.startIndex) + 1 }
            end = start
        }
        return 0
    }
}
