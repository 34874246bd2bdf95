internal import StatesLanguage

/// The rows of a CSV text (RFC 4180): fields may stand in double quotes, which are doubled inside. Empty lines are
/// skipped.
struct CSVText: IteratorProtocol {
    private let bytes: [UInt8]
    private let delimiter: UInt8
    private var position = 0

    init(_ bytes: [UInt8], delimiter: ReaderConfig.CSVDelimiter) {
        let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
        self.bytes = bytes.starts(with: byteOrderMark) ? Array(bytes.dropFirst(3)) : bytes
        self.delimiter =
            switch delimiter {
            case .comma: UInt8(ascii: ",")
            case .pipe: UInt8(ascii: "|")
            case .semicolon: UInt8(ascii: ";")
            case .space: UInt8(ascii: " ")
            case .tab: UInt8(ascii: "\t")
            }
    }

    mutating func next() -> [String]? {
        while skipLineBreak() {}
        guard position < bytes.count else { return nil }
        var fields: [String] = []
        repeat { fields.append(field()) } while take(delimiter)
        return fields
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipLineBreak() -> Bool { take(UInt8(ascii: "\r")) || take(UInt8(ascii: "\n")) }

    private func isAtEndOfField() -> Bool {
        position >= bytes.count || [delimiter, UInt8(ascii: "\r"), UInt8(ascii: "\n")].contains(bytes[position])
    }

    private mutating func field() -> String {
        var content: [UInt8] = []
        let quote = UInt8(ascii: "\"")
        if take(quote) {
            while position < bytes.count {
                if take(quote) {
                    guard take(quote) else { break }
                    content.append(quote)
                } else {
                    content.append(bytes[position])
                    position += 1
                }
            }
        }
        while !isAtEndOfField() {
            content.append(bytes[position])
            position += 1
        }
        return String(decoding: content, as: UTF8.self)
    }
}
