/// A dense row-major matrix that owns its numbers.
public struct Matrix<Scalar: BLASScalar>: Sendable, Equatable {
    /// The largest number of rows or columns: BLAS counts them in 32 bits.
    public static var maximumSide: Int { Int(Int32.max) }

    public let rows: Int
    public let columns: Int
    /// `rows * columns` numbers, row after row. Its length never changes.
    public private(set) var storage: [Scalar]

    /// A matrix of zeros, or `nil` when a side is negative or larger than `maximumSide`.
    public init?(zeros rows: Int, _ columns: Int) {
        guard let count = Self.count(rows, columns) else { return nil }
        self.init(unchecked: rows, columns, [Scalar](repeating: 0, count: count))
    }

    /// A matrix over `storage`, or `nil` when its length isn't `rows * columns`.
    public init?(rows: Int, columns: Int, storage: [Scalar]) {
        guard Self.count(rows, columns) == storage.count else { return nil }
        self.init(unchecked: rows, columns, storage)
    }

    /// For shapes that come from another matrix or a checked count.
    init(unchecked rows: Int, _ columns: Int, _ storage: [Scalar]) {
        assert(storage.count == rows * columns)
        self.rows = rows
        self.columns = columns
        self.storage = storage
    }

    private static func count(_ rows: Int, _ columns: Int) -> Int? {
        guard (0...maximumSide).contains(rows), (0...maximumSide).contains(columns) else { return nil }
        return rows * columns
    }

    public subscript(row: Int, column: Int) -> Scalar {
        get { storage[row * columns + column] }
        set { storage[row * columns + column] = newValue }
    }

    /// The numbers of one row.
    public func row(_ index: Int) -> ArraySlice<Scalar> { storage[index * columns..<(index + 1) * columns] }

    /// The given rows, in the given order.
    public func rows(_ indices: some Collection<Int>) -> Matrix {
        var gathered: [Scalar] = []
        gathered.reserveCapacity(indices.count * columns)
        for index in indices { gathered += row(index) }
        return Matrix(unchecked: indices.count, columns, gathered)
    }

    /// The same numbers in another precision, rounded to nearest.
    public func converted<Other: BLASScalar>(to type: Other.Type = Other.self) -> Matrix<Other> {
        Matrix<Other>(unchecked: rows, columns, storage.map { Other($0) })
    }

    /// Calls `body` with the numbers in place; it must not keep the buffer.
    mutating func withUnsafeMutableNumbers<Result>(
        _ body: (inout UnsafeMutableBufferPointer<Scalar>) throws -> Result
    ) rethrows -> Result {
        try storage.withUnsafeMutableBufferPointer(body)
    }
}
