/// A CSV file with a header line, walked row by row for models that find their features by name.
public struct RowTable: Sendable {
    /// The file's bytes.
    public let bytes: [UInt8]
    private let file: String
    private var table: CSVTable

    /// - Throws: `DataError` for a file that can't be read or has no header line.
    public init(path: String) throws(DataError) { try self.init(bytes: DataFile.read(path), file: path) }

    /// - Parameter file: what messages call it.
    public init(bytes: [UInt8], file: String) throws(DataError) {
        self.bytes = bytes
        self.file = file
        table = try CSVTable(bytes, file: file)
    }

    /// The header's names, in order.
    public var columns: [String] { table.header }

    /// The places of these columns, in the order of `names`.
    ///
    /// - Throws: `DataError` for one that is missing, or stands there twice.
    public func places(of names: [String]) throws(DataError) -> [Int] {
        try FeatureTable.columns(names, table.header, file: file)
    }

    /// Goes to the next row; false at the end.
    public mutating func next() throws(DataError) -> Bool { try table.next() }

    /// The finite number in a column of the current row.
    public func number(_ column: Int) throws(DataError) -> Double { try table.number(column) }

    /// The text in a column of the current row, without blanks around it; missing values are refused.
    public func text(_ column: Int) throws(DataError) -> String { try table.text(column) }
}
