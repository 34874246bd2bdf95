import CPosix
import Foundation
import Synchronization

/// What this process may assume of the terminal that it talks to.
enum Terminal {
    /// Whether stderr is a terminal that understands escape codes.
    static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 && environment("TERM") != "dumb" }

    /// Whether stdout may be coloured: a terminal, and neither `NO_COLOR` nor `TERM=dumb`.
    static var mayColour: Bool {
        isatty(STDOUT_FILENO) == 1 && (environment("NO_COLOR") ?? "").isEmpty && environment("TERM") != "dumb"
    }

    /// Columns of the terminal, or what `COLUMNS` says; where there is none, nothing is cut.
    static var width: Int {
        if let columns = environment("COLUMNS").flatMap({ Int($0) }), (20...10_000).contains(columns) { return columns }
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 20 else { return 10_000 }
        return Int(size.ws_col)
    }

    /// Writes a line to stderr. Where nobody can read it, the work goes on without it.
    static func say(_ line: String) { show(line + "\n") }

    /// Writes to stderr, without the end of a line.
    static func show(_ text: String) {
        let bytes = Array(text.utf8)
        _ = stepsweep_write_all(STDERR_FILENO, bytes, bytes.count)
    }

    /// Writes to stdout, one text after the other, whichever threads they come from; a reader that has gone away ends the
    /// program quietly.
    static func write(_ text: String) {
        let bytes = Array(text.utf8)
        writing.withLock { _ in
            guard stepsweep_write_all(STDOUT_FILENO, bytes, bytes.count) != 0 else { return }
            exit(errno == EPIPE ? 0 : StepSweepExit.world.rawValue)
        }
    }

    /// Writes to stdout for whoever still listens: the work goes on without them.
    static func tell(_ text: String) {
        let bytes = Array(text.utf8)
        writing.withLock { _ in _ = stepsweep_write_all(STDOUT_FILENO, bytes, bytes.count) }
    }

    private static let writing = Mutex(())

    /// `HOME` goes before the user's entry in the system.
    static var homeFolder: String {
        environment("HOME").flatMap { $0.hasPrefix("/") ? $0 : nil } ?? NSHomeDirectory()
    }

    static func environment(_ name: String) -> String? { ProcessInfo.processInfo.environment[name] }

    /// The first line of a text that may be long, at most 300 characters.
    static func firstLine(_ text: String) -> String { String((text.split(separator: "\n").first ?? "").prefix(300)) }
}
