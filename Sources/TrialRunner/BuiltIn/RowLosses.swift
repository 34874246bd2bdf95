internal import Foundation

/// The losses of a trial's validation rows, packed for its outcome.
enum RowLosses {
    /// More rows are strided evenly down to at most so many, the same rows for every trial of a sweep.
    static let maximumRows = 20_000

    /// 32-bit little-endian floats in base64.
    static func text(of losses: [Float]) -> String {
        let stride = max(1, (losses.count - 1) / maximumRows + 1)
        var bytes = Data(capacity: 4 * min(losses.count, maximumRows))
        for row in Swift.stride(from: 0, to: losses.count, by: stride) {
            withUnsafeBytes(of: losses[row].bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
        }
        return bytes.base64EncodedString()
    }
}
