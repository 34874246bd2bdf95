internal import Foundation
internal import JSON

/// Reads a JSON-lines file while a program appends to it.
struct MetricsFile {
    /// What one call reads at most: a file that grows faster than it is read must not keep the worker from its other duties.
    static let maximumBytes: off_t = 1 << 20
    /// What the call at the end reads at most: of a longer rest the end, as the last values count.
    static let maximumBytesAtEnd: off_t = 16 << 20

    let path: String
    private var offset: off_t = 0
    private var lines = LineSplitter()

    init(path: String) { self.path = path }

    /// The lines that were completed since the last call; with `toEnd`, a last line without a line break too.
    ///
    /// One call reads 1 MiB at most, or the last 16 MiB at the end. A file that became shorter is read again from its
    /// beginning. One that is no regular file is not read.
    mutating func newLines(toEnd: Bool, _ body: (ArraySlice<UInt8>) -> Void) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
        if status.st_size < offset {
            offset = 0
            lines = LineSplitter()
        }
        if toEnd, status.st_size - offset > Self.maximumBytesAtEnd {
            offset = status.st_size - Self.maximumBytesAtEnd
            lines = LineSplitter()
        }
        let end = toEnd ? status.st_size : min(status.st_size, offset + Self.maximumBytes)
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while offset < end {
            let count = pread(descriptor, &chunk, min(chunk.count, Int(end - offset)), offset)
            guard count > 0 else { break }
            offset += count
            lines.feed(chunk[..<count], body)
        }
        if toEnd { lines.finish(body) }
    }
}
