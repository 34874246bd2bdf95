/// Turns the entries of a target column into classes or values.
enum TargetColumn {
    struct Entry {
        let text: String
        let place: String
    }

    /// `automatic` takes whole numbers for classes when at most so many kinds occur, each in at least `rowsPerClass`
    /// rows on average.
    static let automaticClasses = 20
    static let rowsPerClass = 5
    /// More labels than this point to the wrong column.
    static let maximumClasses = 4096

    /// The target of text entries. Labels are in numeric order when all are numbers, else in the order of their UTF-8
    /// bytes.
    static func target(_ entries: [Entry], kind: DataSource.Kind, file: String) throws(DataError) -> Target {
        var numbers: [Double] = []
        numbers.reserveCapacity(entries.count)
        for entry in entries {
            guard let number = DecimalNumber.parse(entry.text), number.isFinite else { break }
            numbers.append(number)
        }
        if numbers.count == entries.count { return try target(numbers, kind: kind, file: file) }
        guard kind != .values else {
            let entry = entries[numbers.count]
            throw DataError(
                file: file, place: entry.place, problem: "`\(entry.text.prefix(40))` is not a number",
                fix: "replace it, or declare the target as classes")
        }
        let labels = Set(entries.map(\.text)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        try check(labels.count, file: file)
        let places = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, Int32($0)) })
        return .classes(entries.map { places[$0.text] ?? 0 }, labels: labels)
    }

    /// The target of finite numbers.
    static func target(_ numbers: [Double], kind: DataSource.Kind, file: String) throws(DataError) -> Target {
        guard kind != .values else { return .values(numbers) }
        let kinds = Set(numbers)
        let looksLikeClasses =
            kinds.count <= automaticClasses && kinds.count * rowsPerClass <= numbers.count
            && kinds.allSatisfy { $0 == $0.rounded() }
        guard kind == .classes || looksLikeClasses else { return .values(numbers) }
        try check(kinds.count, file: file)
        let labels = kinds.sorted()
        let places = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, Int32($0)) })
        return .classes(numbers.map { places[$0] ?? 0 }, labels: labels.map(text))
    }

    /// Whole numbers without a fraction.
    private static func text(_ number: Double) -> String { Int(exactly: number).map(String.init) ?? "\(number)" }

    private static func check(_ labels: Int, file: String) throws(DataError) {
        guard labels <= maximumClasses else {
            throw DataError(
                file: file, problem: "\(labels) distinct labels in the target, more than \(maximumClasses)",
                fix: "check which column is the target, or declare its kind as values")
        }
    }
}
