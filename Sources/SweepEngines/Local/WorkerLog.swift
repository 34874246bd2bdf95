internal import Foundation
internal import JSON
internal import SweepModel

/// A worker's log: one JSON event a line, and whatever else it wrote.
enum WorkerLog {
    /// Calls `body` with each event of the file, in order. A file that is not there has none.
    static func events(in path: String, _ body: (WorkerEvent) -> Void) {
        var tail = LogTail(path: path)
        while case let lines = tail.newLines(), !lines.isEmpty {
            for line in lines {
                if let json = try? JSON(parsing: line), let event = WorkerEvent(json: json) { body(event) }
            }
        }
    }

    /// The name of an attempt's log in its pack's folder.
    static func name(job: String, attempt: Int) -> String { "\(job)-\(attempt).log" }
}
