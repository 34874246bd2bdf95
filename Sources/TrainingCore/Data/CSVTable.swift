/// A CSV file with a header line, read row by row; every row has a field a column.
struct CSVTable {
    let header: [String]
    let file: String
    private var reader: CSVReader
    private var fields: [CSVReader.Field] = []

    /// Texts that stand for a missing value, in lower case.
    private static let missing: Set<String> = ["", "na", "n/a", "nan", "null", "none", "?"]

    init(_ bytes: [UInt8], file: String) throws(DataError) {
        self.file = file
        reader = CSVReader(bytes, file: file)
        guard try reader.next(&fields) else {
            throw DataError(file: file, problem: "there is no header line", fix: "begin with the columns' names")
        }
        var header: [String] = []
        for field in fields { header.append(try reader.text(field, column: header.count + 1)) }
        self.header = header
    }

    /// Goes to the next row; false at the end.
    mutating func next() throws(DataError) -> Bool {
        guard try reader.next(&fields) else { return false }
        guard fields.count == header.count else {
            throw DataError(
                file: file, place: "line \(fields.first?.line ?? reader.line)",
                problem: "\(fields.count) fields under \(header.count) columns", fix: "give each row one field a column"
            )
        }
        return true
    }

    /// Where a column of the current row is.
    func place(_ column: Int) -> String { "line \(fields[column].line), column \(column + 1) (\(header[column]))" }

    /// The finite number in a column of the current row.
    func number(_ column: Int) throws(DataError) -> Double {
        if let number = reader.number(fields[column]), number.isFinite { return number }
        let text = "`\(try text(column).prefix(40))`"
        guard reader.number(fields[column]) == nil else {
            throw DataError(
                file: file, place: place(column), problem: "\(text) is not a finite number",
                fix: "replace it or drop the row")
        }
        throw DataError(
            file: file, place: place(column), problem: "\(text) is not a number",
            fix: "encode it as numbers, or name this column as the target")
    }

    /// The text in a column of the current row; missing values are refused.
    func text(_ column: Int) throws(DataError) -> String {
        let text = try reader.text(fields[column], column: column + 1)
        guard !Self.missing.contains(text.lowercased()) else {
            throw DataError(
                file: file, place: place(column), problem: text.isEmpty ? "no value" : "the missing value `\(text)`",
                fix: "fill it in or drop the row")
        }
        return text
    }
}
