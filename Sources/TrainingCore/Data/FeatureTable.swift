/// Rows to predict for: a CSV file that holds a model's features, by name.
public enum FeatureTable {
    /// Reads the columns `names` of a CSV file with a header line, in that order; other columns are passed over.
    ///
    /// - Returns: [rows x names.count].
    /// - Throws: `DataError` for a column that is missing, and for a value that is missing or no finite number.
    public static func read(_ names: [String], from path: String) throws(DataError) -> Matrix<Double> {
        try parse(names, try DataFile.read(path), file: path)
    }

    static func parse(_ names: [String], _ bytes: [UInt8], file: String) throws(DataError) -> Matrix<Double> {
        var table = try CSVTable(bytes, file: file)
        let columns = try columns(names, table.header, file: file)
        var numbers: [Double] = []
        var rows = 0
        while try table.next() {
            for column in columns { numbers.append(try table.number(column)) }
            rows += 1
        }
        guard rows > 0 else {
            throw DataError(file: file, problem: "there are no rows below the header", fix: "give at least one row")
        }
        return Matrix(unchecked: rows, names.count, numbers)
    }

    static func columns(_ names: [String], _ header: [String], file: String) throws(DataError) -> [Int] {
        let missing = names.filter { !header.contains($0) }
        guard missing.isEmpty else {
            let shown = missing.prefix(5).map { "`\($0)`" }.joined(separator: ", ") + (missing.count > 5 ? ", …" : "")
            throw DataError(
                file: file, place: "line 1",
                problem: "\(missing.count) of the model's \(names.count) features are no columns here: \(shown)",
                fix: "give the columns that the model was trained on")
        }
        if let twice = names.first(where: { name in header.count { $0 == name } > 1 }) {
            throw DataError(
                file: file, place: "line 1", problem: "the column `\(twice)` stands there more than once",
                fix: "give each column once")
        }
        let places = Dictionary(header.enumerated().map { ($1, $0) }) { first, _ in first }
        return names.compactMap { places[$0] }
    }
}
