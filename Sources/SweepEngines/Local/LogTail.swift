internal import Foundation

/// Reads what a growing file has gained since the last look, whole lines only.
struct LogTail {
    let path: String
    private var offset: UInt64 = 0
    private var rest: [UInt8] = []

    init(path: String) { self.path = path }

    /// The lines that were completed since the last call, without their line breaks.
    ///
    /// One call reads at most 1 MiB, so that a flood of output is worked off piece by piece; a line longer than that is cut.
    mutating func newLines() -> [Substring.UTF8View.SubSequence] {
        guard let file = FileHandle(forReadingAtPath: path) else { return [] }
        defer { try? file.close() }
        guard (try? file.seek(toOffset: offset)) != nil, let bytes = try? file.read(upToCount: 1 << 20), !bytes.isEmpty
        else { return [] }
        offset += UInt64(bytes.count)
        rest += bytes
        guard let last = rest.lastIndex(of: UInt8(ascii: "\n")) else {
            if rest.count > 1 << 20 { rest = [] }
            return []
        }
        let complete = String(decoding: rest[..<last], as: UTF8.self)
        rest = Array(rest[(last + 1)...])
        return complete.split(separator: "\n").map { $0.utf8[...] }
    }
}
