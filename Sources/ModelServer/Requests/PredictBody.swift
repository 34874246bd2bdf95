/// The body of `POST /predict`.
struct PredictBody: Sendable, Equatable {
    var rows: [PredictRow]
    /// Whether the answer is a list: the request had `rows`, or was a CSV.
    var isBatch: Bool

    /// Rows that one request may have.
    static let mostRows = 10_000

    private static let shape = #"{"unit": "u1", "features": {"age": 41}}, or {"rows": [ … ]} of these"#

    /// Reads `{"unit": …, "features": …, "covariate": …}` or `{"rows": [ … ]}`. Other members are passed over.
    init(json bytes: [UInt8]) throws(RequestProblem) {
        var scanner = JSONScanner(bytes)
        scanner.skipSpace()
        guard scanner.next == UInt8(ascii: "{") else {
            throw .wrong(
                "body", "must be a JSON object", received: bytes.isEmpty ? "nothing" : scanner.excerpt(),
                fix: "send \(Self.shape)")
        }
        var single = Members()
        var rows: [PredictRow]?
        try scanner.members { (scanner, name) throws(RequestProblem) in
            if name == "rows" {
                rows = try Self.rows(&scanner)
            } else {
                try single.read(name, &scanner, index: nil)
            }
        }
        scanner.skipSpace()
        guard scanner.next == nil else { throw scanner.problem("unexpected text behind the value") }
        if let rows {
            guard single.features == nil else {
                throw .wrong(
                    "body", "has both `rows` and `features`", received: "both", fix: "send one row, or `rows`")
            }
            self.rows = rows
        } else {
            self.rows = [try single.row(of: bytes, index: nil)]
        }
        isBatch = rows != nil
    }

    init(rows: [PredictRow]) {
        self.rows = rows
        isBatch = true
    }

    private static func rows(_ scanner: inout JSONScanner) throws(RequestProblem) -> [PredictRow] {
        var rows: [PredictRow] = []
        guard scanner.next == UInt8(ascii: "[") else {
            throw .wrong("rows", "must be an array of objects", received: scanner.excerpt(), fix: "send \(shape)")
        }
        try scanner.elements { (scanner) throws(RequestProblem) in
            let index = rows.count
            guard index < mostRows else { throw tooMany() }
            guard scanner.next == UInt8(ascii: "{") else {
                throw .wrong("rows[\(index)]", "must be an object", received: scanner.excerpt(), fix: "send \(shape)")
            }
            var members = Members()
            try scanner.members { (scanner, name) throws(RequestProblem) in
                try members.read(name, &scanner, index: index)
            }
            rows.append(try members.row(of: scanner.bytes, index: index))
        }
        guard !rows.isEmpty else {
            throw .wrong("rows", "is empty", received: "[]", fix: "send at least one row")
        }
        return rows
    }

    static func tooMany() -> RequestProblem {
        RequestProblem(
            413, "rows", "there are too many rows", allowed: "at most \(mostRows) a request",
            fix: "send several requests, or score a file with `stepsweep predict`")
    }

    /// What was read of one row so far.
    private struct Members {
        var unit: String?
        var covariate: Double?
        var features: Range<Int>?

        mutating func read(_ name: String, _ scanner: inout JSONScanner, index: Int?) throws(RequestProblem) {
            func place(_ name: String) -> String { index.map { "rows[\($0)].\(name)" } ?? name }
            let start = scanner.position
            switch name {
            case "unit": unit = try Self.unit(&scanner, place(name))
            case "covariate": covariate = try Self.covariate(&scanner, place(name))
            case "features":
                guard scanner.next == UInt8(ascii: "{") || scanner.next == UInt8(ascii: "[") else {
                    throw .wrong(
                        place(name), "must be an object by name, or an array in the model's order",
                        received: scanner.excerpt(), fix: #"send "features": {"age": 41} or "features": [41]"#)
                }
                try scanner.skipValue()
                features = start..<scanner.position
            default: try scanner.skipValue()
            }
        }

        private static func unit(_ scanner: inout JSONScanner, _ place: String) throws(RequestProblem) -> String? {
            if scanner.next == UInt8(ascii: "n") {
                try scanner.skipValue()
                return nil
            }
            guard scanner.next == UInt8(ascii: "\"") else {
                throw .wrong(
                    place, "must be a text", received: scanner.excerpt(),
                    fix: "put the unit's name in double quotes, or leave it out")
            }
            let unit = try scanner.string()
            try Name.check(unit, place)
            return unit
        }

        private static func covariate(
            _ scanner: inout JSONScanner, _ place: String
        ) throws(RequestProblem) -> Double? {
            let excerpt = scanner.excerpt()
            if scanner.next == UInt8(ascii: "n") {
                try scanner.skipValue()
                return nil
            }
            guard let number = NumberText.read(scanner.bytes, &scanner.position), number.isFinite else {
                throw .wrong(place, "must be a finite number", received: excerpt, fix: "send a number, or leave it out")
            }
            return number
        }

        func row(of body: [UInt8], index: Int?) throws(RequestProblem) -> PredictRow {
            guard let features else {
                throw .wrong(
                    index.map { "rows[\($0)]" } ?? "body", "`features` is missing", received: "no `features`",
                    fix: "send \(PredictBody.shape)")
            }
            return PredictRow(unit: unit, covariate: covariate, body: body, features: features, index: index)
        }
    }
}

/// Names that senders choose: units, metrics, keys, tests.
enum Name {
    /// 1 to 256 bytes without control characters: they end in a database and in logs.
    static func check(_ name: String, _ place: String) throws(RequestProblem) {
        let isFit =
            !name.isEmpty && name.utf8.count <= PredictRow.longestUnit
            && name.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
        guard isFit else {
            throw .wrong(
                place, "must have 1 to \(PredictRow.longestUnit) bytes, no control characters among them",
                received: name.isEmpty ? "nothing" : "\(name.utf8.count) bytes", fix: "give another name, or its digest"
            )
        }
    }
}
