internal import Foundation

/// What a trial's validation rows, or its test rows, say, packed for its outcome.
enum RowLosses {
    /// More rows are strided evenly down to at most so many, the same rows for every trial of a sweep.
    static let maximumRows = 20_000

    /// 32-bit little-endian floats in base64.
    static func text(of losses: [Float]) -> String {
        var bytes = Data(capacity: 4 * min(losses.count, maximumRows))
        for row in rows(of: losses.count) {
            withUnsafeBytes(of: losses[row].bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
        }
        return bytes.base64EncodedString()
    }

    /// A bit for each of the same rows, the least significant first, in base64; `nil` without errors.
    static func text(ofErrors errors: [Bool]) -> String? {
        guard !errors.isEmpty else { return nil }
        let rows = rows(of: errors.count)
        var bytes = Data(count: (rows.count + 7) / 8)
        for (bit, row) in rows.enumerated() where errors[row] { bytes[bit / 8] |= 1 << (bit % 8) }
        return bytes.base64EncodedString()
    }

    private static func rows(of count: Int) -> [Int] {
        Array(stride(from: 0, to: count, by: max(1, (count - 1) / maximumRows + 1)))
    }
}
