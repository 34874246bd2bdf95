extension DataSet {
    /// Reads a CSV file with a header line. All columns but the target are numbers.
    init(csv source: DataSource) throws(DataError) {
        try self.init(csv: try DataFile.read(source.path), source)
    }

    /// As `init(csv:)`, from bytes.
    init(csv bytes: [UInt8], _ source: DataSource) throws(DataError) {
        let file = source.path
        var table = try CSVTable(bytes, file: file)
        try Self.checkHeader(table.header, file: file)
        let targetColumn = try Self.targetColumn(source.target, header: table.header, file: file)
        let featureColumns = table.header.indices.filter { $0 != targetColumn }
        var numbers: [Double] = []
        var targets: [TargetColumn.Entry] = []
        while try table.next() {
            for column in featureColumns { numbers.append(try table.number(column)) }
            targets.append(TargetColumn.Entry(text: try table.text(targetColumn), place: table.place(targetColumn)))
        }
        guard !targets.isEmpty else {
            throw DataError(file: file, problem: "there are no rows below the header", fix: "give at least two rows")
        }
        let features = Matrix(unchecked: targets.count, featureColumns.count, numbers)
        let target = try TargetColumn.target(targets, kind: source.kind, file: file)
        try self.init(
            features: features, target: target, featureNames: featureColumns.map { table.header[$0] }, file: file)
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
            file: file, place: "line 1", problem: "no column `\(target)` for the target", fix: "use one of: \(shown)",
            isAboutTarget: true)
    }
}
