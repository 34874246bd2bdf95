/// Reads comma-separated values record by record (RFC 4180: fields may be quoted, quotes are doubled inside them).
/// Lines may end with LF or CRLF; empty lines are skipped; a byte order mark is too.
struct CSVReader {
    struct Field {
        let text: String
        /// From 1; where the field begins.
        let line: Int
    }

    private let bytes: [UInt8]
    private let file: String
    private var position = 0
    private(set) var line = 1

    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    init(_ bytes: [UInt8], file: String) {
        self.bytes = bytes
        self.file = file
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    /// The next record's fields, or `nil` at the end.
    mutating func next() throws(DataError) -> [Field]? {
        while skipLineBreak() {}
        guard position < bytes.count else { return nil }
        var fields: [Field] = []
        while true {
            fields.append(try field(number: fields.count + 1))
            guard position < bytes.count, bytes[position] == Self.comma else { break }
            position += 1
        }
        _ = skipLineBreak()
        return fields
    }

    private mutating func skipLineBreak() -> Bool {
        if bytes[position...].starts(with: [Self.carriageReturn, Self.lineFeed]) {
            position += 2
        } else if position < bytes.count, bytes[position] == Self.lineFeed {
            position += 1
        } else {
            return false
        }
        line += 1
        return true
    }

    private mutating func field(number: Int) throws(DataError) -> Field {
        let startLine = line
        let content: [UInt8]
        if position < bytes.count, bytes[position] == Self.quote {
            content = try quoted(number)
        } else {
            content = try plain(number)
        }
        guard let text = String(validating: content, as: UTF8.self) else {
            throw refuse(startLine, number, "the text is not UTF-8", "save the file as UTF-8")
        }
        return Field(text: text, line: startLine)
    }

    private mutating func plain(_ number: Int) throws(DataError) -> [UInt8] {
        let start = position
        while position < bytes.count {
            switch bytes[position] {
            case Self.comma, Self.lineFeed: return Array(bytes[start..<position])
            case Self.carriageReturn where bytes[position...].dropFirst().first == Self.lineFeed:
                return Array(bytes[start..<position])
            case Self.quote:
                throw refuse(
                    line, number, "a quote inside a field without quotes", "quote the whole field and double it")
            case 0:
                throw refuse(line, number, "a zero byte, as in binary files", "give a text file, or .npy or .npz")
            default: position += 1
            }
        }
        return Array(bytes[start...])
    }

    private mutating func quoted(_ number: Int) throws(DataError) -> [UInt8] {
        let startLine = line
        var content: [UInt8] = []
        position += 1
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            guard byte == Self.quote else {
                if byte == Self.lineFeed { line += 1 }
                content.append(byte)
                continue
            }
            if position < bytes.count, bytes[position] == Self.quote {
                content.append(Self.quote)
                position += 1
                continue
            }
            guard endsField else {
                throw refuse(line, number, "text behind a closing quote", "double the quotes inside a quoted field")
            }
            return content
        }
        throw refuse(startLine, number, "a quote that is never closed", "close it, or double a quote inside the field")
    }

    private var endsField: Bool {
        guard position < bytes.count else { return true }
        let rest = bytes[position...]
        return rest.first == Self.comma || rest.first == Self.lineFeed
            || rest.starts(with: [Self.carriageReturn, Self.lineFeed])
    }

    private func refuse(_ line: Int, _ column: Int, _ problem: String, _ fix: String) -> DataError {
        DataError(file: file, place: "line \(line), column \(column)", problem: problem, fix: fix)
    }
}
