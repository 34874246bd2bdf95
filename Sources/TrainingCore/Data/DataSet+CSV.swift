extension DataSet {
    /// Reads a CSV file with a header line. All columns but the target are numbers.
    init(csv source: DataSource) throws(DataError) {
        try self.init(csv: try DataFile.read(source.path), source)
    }

    /// As `init(csv:)`, from bytes.
    init(csv bytes: [UInt8], _ source: DataSource) throws(DataError) {
        let file = source.path
        var reader = CSVReader(bytes, file: file)
        guard let header = try reader.next()?.map({ Self.trimmed($0.text) }) else {
            throw DataError(file: file, problem: "there is no header line", fix: "begin with the columns' names")
        }
        try Self.checkHeader(header, file: file)
        let targetColumn = try Self.targetColumn(source.target, header: header, file: file)
        var numbers: [Double] = []
        var targets: [TargetColumn.Entry] = []
        while let record = try reader.next() {
            let line = record.first?.line ?? reader.line
            guard record.count == header.count else {
                throw DataError(
                    file: file, place: "line \(line)", problem: "\(record.count) fields under \(header.count) columns",
                    fix: "give each row one field a column")
            }
            for (column, field) in record.enumerated() {
                let text = Self.trimmed(field.text)
                let place = "line \(field.line), column \(column + 1) (\(header[column]))"
                if Self.missing.contains(text.lowercased()) {
                    throw DataError(
                        file: file, place: place, problem: text.isEmpty ? "no value" : "the missing value `\(text)`",
                        fix: "fill it in or drop the row")
                }
                if column == targetColumn {
                    targets.append(TargetColumn.Entry(text: text, place: place))
                } else {
                    numbers.append(try Self.number(text, file: file, place: place))
                }
            }
        }
        guard !targets.isEmpty else {
            throw DataError(file: file, problem: "there are no rows below the header", fix: "give at least two rows")
        }
        let names = header.indices.filter { $0 != targetColumn }.map { header[$0] }
        let features = Matrix(unchecked: targets.count, names.count, numbers)
        let target = try TargetColumn.target(targets, kind: source.kind, file: file)
        try self.init(features: features, target: target, featureNames: names, file: file)
    }

    /// Texts that stand for a missing value, in lower case.
    private static let missing: Set<String> = ["", "na", "n/a", "nan", "null", "none", "?"]

    static func trimmed(_ text: String) -> String {
        let isBlank = { (character: Character) in character == " " || character == "\t" }
        guard let first = text.first, let last = text.last, isBlank(first) || isBlank(last) else { return text }
        let start = text.drop(while: isBlank)
        return String(start.reversed().drop(while: isBlank).reversed())
    }

    private static func checkHeader(_ header: [String], file: String) throws(DataError) {
        guard header.count > 1 else {
            throw DataError(
                file: file, place: "line 1", problem: "a single column, `\(header.first ?? "")`",
                fix: "separate at least one feature and the target with commas")
        }
        var seen: Set<String> = []
        for (column, name) in header.enumerated() {
            let place = "line 1, column \(column + 1)"
            if name.isEmpty {
                throw DataError(
                    file: file, place: place, problem: "a column without a name",
                    fix: "name it, or drop it (pandas writes such a column unless index=False)")
            }
            if !seen.insert(name).inserted {
                throw DataError(
                    file: file, place: place, problem: "a second column named `\(name)`", fix: "name each column once")
            }
        }
        if header.allSatisfy({ Double($0) != nil }) {
            throw DataError(
                file: file, place: "line 1", problem: "numbers where the columns' names belong",
                fix: "begin with a header line")
        }
    }

    private static func targetColumn(_ target: String?, header: [String], file: String) throws(DataError) -> Int {
        guard let target else { return header.count - 1 }
        if let column = header.firstIndex(of: target) { return column }
        if let number = Int(target), (-header.count..<header.count).contains(number) {
            return number < 0 ? header.count + number : number
        }
        let shown = header.prefix(8).joined(separator: ", ") + (header.count > 8 ? ", …" : "")
        throw DataError(
            file: file, place: "line 1", problem: "no column `\(target)` for the target", fix: "use one of: \(shown)")
    }

    static func number(_ text: String, file: String, place: String) throws(DataError) -> Double {
        guard let value = TargetColumn.number(text) else {
            throw DataError(
                file: file, place: place, problem: "`\(text.prefix(40))` is not a number",
                fix: "encode it as numbers, or name this column as the target")
        }
        guard value.isFinite else {
            throw DataError(
                file: file, place: place, problem: "`\(text.prefix(40))` is not a finite number",
                fix: "replace it or drop the row")
        }
        return value
    }
}
