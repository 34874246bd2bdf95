internal import Foundation

/// Cuts a stream of bytes into lines in bounded memory.
///
/// A carriage return ends a line too, as progress bars use it. Empty lines are left out; of a line that is too long, only the
/// beginning is kept.
struct LineSplitter {
    static let maximumLineBytes = 16_384

    private var partial: [UInt8] = []

    mutating func feed(_ bytes: ArraySlice<UInt8>, _ body: (ArraySlice<UInt8>) -> Void) {
        var start = bytes.startIndex
        while let end = bytes[start...].firstIndex(where: Self.endsLine) {
            deliver(bytes[start..<end], body)
            start = end + 1
        }
        append(bytes[start...])
    }

    /// Gives the last line, which no line break ended.
    mutating func finish(_ body: (ArraySlice<UInt8>) -> Void) { deliver([], body) }

    private mutating func deliver(_ end: ArraySlice<UInt8>, _ body: (ArraySlice<UInt8>) -> Void) {
        if partial.isEmpty {
            let line = end.prefix(Self.maximumLineBytes)
            if !line.isEmpty { body(line) }
        } else {
            append(end)
            body(partial[...])
            partial.removeAll(keepingCapacity: true)
        }
    }

    private mutating func append(_ piece: ArraySlice<UInt8>) {
        partial += piece.prefix(max(0, Self.maximumLineBytes - partial.count))
    }

    private static func endsLine(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
}
