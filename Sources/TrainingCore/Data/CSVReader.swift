/// Reads comma-separated values record by record (RFC 4180: fields may be quoted, quotes are doubled inside them).
/// Lines may end with LF or CRLF; empty lines are skipped; a byte order mark is too.
struct CSVReader {
    /// One field; its content is read by `number(_:)` or `text(_:column:)`.
    struct Field {
        fileprivate let range: Range<Int>
        /// The content of a field in quotes.
        fileprivate let unquoted: [UInt8]?
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

    /// Reads the next record's fields into `fields`; false at the end.
    mutating func next(_ fields: inout [Field]) throws(DataError) -> Bool {
        fields.removeAll(keepingCapacity: true)
        while skipLineBreak() {}
        guard position < bytes.count else { return false }
        while true {
            fields.append(try field(number: fields.count + 1))
            guard position < bytes.count, bytes[position] == Self.comma else { break }
            position += 1
        }
        _ = skipLineBreak()
        return true
    }

    /// The field as a decimal number, blanks around it dropped; `nil` when it isn't one.
    func number(_ field: Field) -> Double? {
        if let unquoted = field.unquoted { return DecimalNumber.parse(unquoted, 0..<unquoted.count) }
        return DecimalNumber.parse(bytes, field.range)
    }

    /// The field's text, blanks around it dropped.
    ///
    /// - Parameter column: from 1, for the error.
    func text(_ field: Field, column: Int) throws(DataError) -> String {
        guard let text = String(validating: field.unquoted ?? Array(bytes[field.range]), as: UTF8.self) else {
            throw refuse(field.line, column, "the text is not UTF-8", "save the file as UTF-8")
        }
        let isBlank = { (character: Character) in character == " " || character == "\t" }
        return String(text.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
    }

    private mutating func skipLineBreak() -> Bool {
        guard position < bytes.count else { return false }
        if bytes[position] == Self.lineFeed {
            position += 1
        } else if isCarriageReturnAndLineFeed(position) {
            position += 2
        } else {
            return false
        }
        line += 1
        return true
    }

    private func isCarriageReturnAndLineFeed(_ place: Int) -> Bool {
        bytes[place] == Self.carriageReturn && place + 1 < bytes.count && bytes[place + 1] == Self.lineFeed
    }

    private mutating func field(number: Int) throws(DataError) -> Field {
        if position < bytes.count, bytes[position] == Self.quote { return try quoted(number) }
        let start = position
        scan: while position < bytes.count {
            switch bytes[position] {
            case Self.comma, Self.lineFeed: break scan
            case Self.carriageReturn where isCarriageReturnAndLineFeed(position): break scan
            case Self.quote:
                throw refuse(
                    line, number, "a quote inside a field without quotes", "quote the whole field and double it")
            case 0:
                throw refuse(line, number, "a zero byte, as in binary files", "give a text file, or .npy or .npz")
            default: position += 1
            }
        }
        return Field(range: start..<position, unquoted: nil, line: line)
    }

    private mutating func quoted(_ number: Int) throws(DataError) -> Field {
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
            return Field(range: 0..<0, unquoted: content, line: startLine)
        }
        throw refuse(startLine, number, "a quote that is never closed", "close it, or double a quote inside the field")
    }

    private var endsField: Bool {
        position == bytes.count || bytes[position] == Self.comma || bytes[position] == Self.lineFeed
            || isCarriageReturnAndLineFeed(position)
    }

    private func refuse(_ line: Int, _ column: Int, _ problem: String, _ fix: String) -> DataError {
        DataError(file: file, place: "line \(line), column \(column)", problem: problem, fix: fix)
    }
}
