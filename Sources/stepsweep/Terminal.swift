import Foundation

/// What this process may assume of the terminal that it talks to.
enum Terminal {
    /// Whether stderr is a terminal that understands escape codes.
    static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 && environment("TERM") != "dumb" }

    /// Whether stdout may be coloured: a terminal, and neither `NO_COLOR` nor `TERM=dumb`.
    static var mayColour: Bool {
        isatty(STDOUT_FILENO) == 1 && (environment("NO_COLOR") ?? "").isEmpty && environment("TERM") != "dumb"
    }

    /// Columns of the terminal; 100 where there is none, or what `COLUMNS` says.
    static var width: Int {
        if let columns = environment("COLUMNS").flatMap({ Int($0) }), (20...10_000).contains(columns) { return columns }
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 20 else { return 100 }
        return Int(size.ws_col)
    }

    /// Writes a line to stderr.
    static func say(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }

    /// Writes to stdout; a reader that has gone away ends the program quietly.
    static func write(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { exit(errno == EPIPE ? 0 : StepSweepExit.world.rawValue) }
            bytes = bytes.dropFirst(count)
        }
    }

    static func environment(_ name: String) -> String? { ProcessInfo.processInfo.environment[name] }

    /// The first line of a text that may be long, at most 300 characters.
    static func firstLine(_ text: String) -> String { String((text.split(separator: "\n").first ?? "").prefix(300)) }
}
