import CPosix
import Foundation

/// Writes to stdout and stderr that may be full, closed or gone.
enum StandardStreams {
    /// - Returns: false where it can't be written.
    static func write(_ bytes: [UInt8]) -> Bool { stepsweep_write_all(STDOUT_FILENO, bytes, bytes.count) == 0 }

    /// A line on stderr; where nobody can read it, the work goes on without it.
    static func complain(_ problem: String) {
        let line = Array("stepsweep-reduce: \(problem)\n".utf8)
        _ = stepsweep_write_all(STDERR_FILENO, line, line.count)
    }
}
