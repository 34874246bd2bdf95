internal import JSON

extension PredictBody {
    /// Reads comma-separated values by RFC 4180 with a header line, a row each. The columns `unit` and `covariate` are the row's own; every
    /// other one is a feature by its name. An empty field is a missing value.
    init(csv bytes: [UInt8]) throws(RequestProblem) {
        var reader = CSVLines(bytes)
        guard let header = try reader.next() else {
            throw .wrong(
                "line 1", "there is no header line", received: "nothing", fix: "begin with the columns' names")
        }
        var known: Set<String> = []
        if let twice = header.first(where: { !known.insert($0).inserted }) {
            throw .wrong("line 1", "a column stands there twice", received: twice, fix: "give each column once")
        }
        var rows: [PredictRow] = []
        while let fields = try reader.next() {
            guard fields.count == header.count else {
                throw .wrong(
                    "line \(reader.line)", "must have \(header.count) fields, as the header has",
                    received: "\(fields.count) fields", fix: "give each row one field a column")
            }
            guard rows.count < Self.mostRows else { throw Self.tooMany() }
            rows.append(try Self.row(header, fields, index: rows.count))
        }
        guard !rows.isEmpty else {
            throw .wrong(
                "line 2", "there are no rows below the header", received: "a header", fix: "give at least one row")
        }
        self.init(rows: rows)
    }

    private static func row(
        _ header: [String], _ fields: [String], index: Int
    ) throws(RequestProblem) -> PredictRow {
        var row = PredictRow(body: [], features: 0..<0, index: index)
        var features: [String: JSON] = [:]
        for (name, field) in zip(header, fields) {
            switch name {
            case "unit":
                guard !field.isEmpty else { continue }
                try Name.check(field, row.place("unit"))
                row.unit = field
            case "covariate":
                guard !field.isEmpty else { continue }
                guard let value = value(field).double, value.isFinite else {
                    throw .wrong(
                        row.place("covariate"), "must be a finite number", received: field,
                        fix: "give a number, or leave the field empty")
                }
                row.covariate = value
            default: features[name] = value(field)
            }
        }
        row.body = JSON.object(features).bytes()
        row.features = row.body.indices
        return row
    }

    private static func value(_ field: String) -> JSON {
        guard !field.isEmpty else { return .null }
        let bytes = Array(field.utf8)
        var position = 0
        guard let number = NumberText.read(bytes, &position), position == bytes.count, number.isFinite else {
            return .string(field)
        }
        return .number(number)
    }
}

/// Comma-separated values, line by line; empty lines are passed over.
private struct CSVLines {
    private let bytes: [UInt8]
    private var position = 0
    /// From 1; of the line that was read last.
    private(set) var line = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    mutating func next() throws(RequestProblem) -> [String]? {
        while skipLineEnd() {}
        guard position < bytes.count else { return nil }
        line += 1
        var fields = [try field()]
        while position < bytes.count, bytes[position] == UInt8(ascii: ",") {
            position += 1
            fields.append(try field())
        }
        guard position == bytes.count || skipLineEnd() else { throw problem("text behind a field in quotes") }
        return fields
    }

    private mutating func field() throws(RequestProblem) -> String {
        var content: [UInt8] = []
        if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
            repeat {
                position += 1
                let end = bytes[position...].firstIndex(of: UInt8(ascii: "\""))
                guard let end else { throw problem("a field in quotes is not closed") }
                content += bytes[position..<end]
                position = end + 1
                if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
                    content.append(UInt8(ascii: "\""))
                } else {
                    break
                }
            } while true
        } else {
            let end = bytes[position...].firstIndex { [0x2C, 0x0A, 0x0D].contains($0) } ?? bytes.count
            content = Array(bytes[position..<end])
            position = end
        }
        guard let text = String(validating: content, as: UTF8.self) else { throw problem("the text is not UTF-8") }
        return text
    }

    private mutating func skipLineEnd() -> Bool {
        if position + 1 < bytes.count, bytes[position] == 0x0D, bytes[position + 1] == 0x0A {
            position += 2
        } else if position < bytes.count, bytes[position] == 0x0A || bytes[position] == 0x0D {
            position += 1
        } else {
            return false
        }
        return true
    }

    private func problem(_ what: String) -> RequestProblem {
        .wrong(
            "line \(line)", what, received: "\(bytes.count) bytes of CSV",
            fix: "write it by RFC 4180, in UTF-8, with a header line")
    }
}
