/// An array as NumPy saves it (`.npy`, versions 1 to 3), its numbers in row-major order.
struct NumPyArray: Equatable {
    let shape: [Int]
    let values: [Double]

    /// Arrays of more dimensions are refused.
    static let maximumDimensions = 2

    /// - Parameters:
    ///   - name: the array's name inside an archive; empty for a file of its own.
    init(_ bytes: [UInt8], file: String, name: String = "") throws(DataError) {
        let place = name.isEmpty ? "" : "array \(name)"
        func refuse(_ problem: String, _ fix: String = "save the array again with numpy.save") -> DataError {
            DataError(file: file, place: place, problem: problem, fix: fix)
        }
        guard bytes.starts(with: [0x93] + Array("NUMPY".utf8)), bytes.count >= 10 else {
            throw refuse("it doesn't begin as a NumPy array does")
        }
        guard (1...3).contains(bytes[6]) else { throw refuse("format version \(bytes[6]); 1, 2 and 3 can be read") }
        let lengthBytes = bytes[6] == 1 ? 2 : 4
        let start = 8 + lengthBytes
        guard bytes.count >= start else { throw refuse("the header is cut off") }
        let length = Int(bytes.littleEndian(at: 8, bytes: lengthBytes))
        guard length <= bytes.count - start else {
            throw refuse("a header of \(length) bytes in a file of \(bytes.count): it is cut off or not an array")
        }
        guard let header = NumPyHeader(Array(bytes[start..<start + length])) else {
            throw refuse("the header can't be understood")
        }
        guard let element = NumPyElement(rawValue: header.descr.filter { $0 != "|" && $0 != "<" }),
            !header.descr.hasPrefix(">")
        else {
            throw refuse(
                "elements of type `\(header.descr.prefix(20))`",
                "convert with .astype('<f8'); f4, f8, i1 to i8, u1 to u8 and b1 in little-endian order can be read")
        }
        guard header.shape.count <= Self.maximumDimensions, !header.shape.isEmpty else {
            throw refuse("\(header.shape.count) dimensions", "reshape it to rows and columns")
        }
        let body = bytes[(start + length)...]
        var count = 1
        for side in header.shape {
            let (product, overflow) = count.multipliedReportingOverflow(by: side)
            guard !overflow, product <= bytes.count, side <= Matrix<Double>.maximumSide else {
                throw refuse("a shape of \(header.shape) doesn't fit the \(body.count) bytes behind the header")
            }
            count = product
        }
        guard count * element.size == body.count else {
            throw refuse(
                "a shape of \(header.shape) takes \(count * element.size) bytes, but \(body.count) are behind the header"
            )
        }
        let values = element.values(bytes, from: start + length, count: count)
        shape = header.shape
        if header.isFortranOrder, shape.count == 2 {
            let (rows, columns) = (shape[0], shape[1])
            self.values = (0..<count).map { values[$0 % columns * rows + $0 / columns] }
        } else {
            self.values = values
        }
    }
}

/// An element type, by NumPy's code without its byte order.
enum NumPyElement: String {
    case f4, f8, i1, i2, i4, i8, u1, u2, u4, u8, b1

    var size: Int {
        switch self {
        case .i1, .u1, .b1: 1
        case .i2, .u2: 2
        case .f4, .i4, .u4: 4
        case .f8, .i8, .u8: 8
        }
    }

    /// `count` numbers; the bytes must be there.
    func values(_ bytes: [UInt8], from start: Int, count: Int) -> [Double] {
        (0..<count).map { index in
            let bits = bytes.littleEndian(at: start + index * size, bytes: size)
            return switch self {
            case .f4: Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
            case .f8: Double(bitPattern: bits)
            case .i1: Double(Int8(truncatingIfNeeded: bits))
            case .i2: Double(Int16(truncatingIfNeeded: bits))
            case .i4: Double(Int32(truncatingIfNeeded: bits))
            case .i8: Double(Int64(bitPattern: bits))
            case .u1, .u2, .u4, .u8: Double(bits)
            case .b1: bits == 0 ? 0 : 1
            }
        }
    }
}

extension [UInt8] {
    /// An unsigned number of up to 8 bytes, the lowest first. The bytes must be there.
    func littleEndian(at start: Int, bytes count: Int) -> UInt64 {
        var number: UInt64 = 0
        for offset in (0..<count).reversed() { number = number << 8 | UInt64(self[start + offset]) }
        return number
    }
}
