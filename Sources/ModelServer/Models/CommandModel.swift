internal import Dispatch
internal import Foundation
internal import Synchronization

/// A user's program that is started once and answers a line of JSON with a line of JSON, one after the other.
///
/// It is started again where it ends or gives no answer in time. Its standard input ends when the server does.
final class CommandModel: Sendable {
    let arguments: [String]
    private let inbox: Inbox
    private let timeoutSeconds: Double

    /// Requests that may wait for it at once.
    private static let mostWaiting = 256

    init(arguments: [String], timeoutSeconds: Double) {
        self.arguments = arguments
        self.timeoutSeconds = timeoutSeconds
        let inbox = Inbox()
        self.inbox = inbox
        Thread.detachNewThread {
            var desk = CommandProcess(arguments, timeoutSeconds: timeoutSeconds)
            while let job = inbox.next() { job.continuation.resume(returning: desk.answer(job.line)) }
            desk.end()
        }
    }

    deinit { inbox.close() }

    func answer(_ rows: [PredictRow]) async throws(RequestProblem) -> [RowAnswer] {
        let line = try ForeignModel.question(rows) + [UInt8(ascii: "\n")]
        let name = arguments.first ?? ""
        let reply = await withCheckedContinuation { continuation in
            let waiting = inbox.put(Job(line: line, continuation: continuation), atMost: Self.mostWaiting)
            if let waiting { continuation.resume(returning: .busy(waiting)) }
        }
        switch reply {
        case .line(let bytes): return try ForeignModel.answers(bytes, to: rows, of: name)
        case .timeout: throw ForeignModel.timeout(name, seconds: timeoutSeconds)
        case .ended(let why): throw ForeignModel.failure(name, "it gave no answer", why)
        case .busy(let waiting): throw ForeignModel.busy(name, waiting: waiting)
        }
    }

    enum Reply: Sendable {
        case line([UInt8])
        case timeout
        case ended(String)
        case busy(Int)
    }

    private struct Job: Sendable {
        let line: [UInt8]
        let continuation: CheckedContinuation<Reply, Never>
    }

    /// What waits for the program's thread.
    private final class Inbox: Sendable {
        private let jobs = Mutex([Job]())
        private let wake = DispatchSemaphore(value: 0)

        /// - Returns: how many wait already, where that is as many as may; then the job was not taken.
        func put(_ job: Job, atMost most: Int) -> Int? {
            let waiting: Int? = jobs.withLock { jobs in
                guard jobs.count < most else { return jobs.count }
                jobs.append(job)
                return nil
            }
            if waiting == nil { wake.signal() }
            return waiting
        }

        /// Waits for a job; `nil` once it is closed.
        func next() -> Job? {
            wake.wait()
            return jobs.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        }

        func close() { wake.signal() }
    }
}
