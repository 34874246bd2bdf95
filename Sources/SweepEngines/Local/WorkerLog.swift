internal import Foundation
internal import JSON
internal import SweepModel

/// A worker's log: one JSON event a line, and whatever else it wrote.
enum WorkerLog {
    enum Line {
        case event(WorkerEvent)
        /// The worker's own words, such as why it could not begin.
        case text(String)
    }

    /// Calls `body` with each line of the file, in order; lines of JSON that are no known event are left out. A file that is not
    /// there has none.
    static func lines(in path: String, _ body: (Line) -> Void) {
        var tail = LogTail(path: path)
        while case let lines = tail.newLines(), !lines.isEmpty {
            for line in lines {
                if let line = Self.line(line) { body(line) }
            }
        }
    }

    /// `nil` for white space, and for JSON that is no known event.
    private static func line(_ line: Substring.UTF8View) -> Line? {
        if let json = try? JSON(parsing: line) { return WorkerEvent(json: json).map { .event($0) } }
        return String(Substring(line)).nonBlank.map { .text($0) }
    }

    /// What a line of a log says about one trial; the worker's own complaint is about all of its pack.
    static func event(in text: String, of trial: String) -> WorkerEvent? {
        switch line(Substring(text).utf8) {
        case .event(let event)?: event.trial == trial ? event : nil
        case .text(let text)?: .output(trial: trial, stream: .worker, text: text)
        case nil: nil
        }
    }

    /// Calls `body` with each event of the file, in order.
    static func events(in path: String, _ body: (WorkerEvent) -> Void) {
        lines(in: path) { if case .event(let event) = $0 { body(event) } }
    }

    /// The last thing that the worker said in its own words, at most 1,000 characters; `nil` where it said nothing.
    static func lastWords(in path: String) -> String? {
        var last: String?
        lines(in: path) { if case .text(let text) = $0 { last = text } }
        return last.map { String($0.prefix(1000)) }
    }

    /// The name of an attempt's log in its pack's folder.
    static func name(job: String, attempt: Int) -> String { "\(job)-\(attempt).log" }
}

extension String {
    /// Without white space at its ends; `nil` where nothing is left.
    fileprivate var nonBlank: String? {
        let trimmed = trimmingCharacters(in: .whitespacesAndNewlines)
        return trimmed.isEmpty ? nil : trimmed
    }
}
