/// Moves and scales each feature to mean 0 and deviation 1, as seen on the rows it was fitted to.
public struct Standardization: Sendable, Equatable {
    public let means: [Double]
    /// Population standard deviations; 1 for a feature that doesn't vary.
    public let deviations: [Double]

    /// Fits to the rows of a matrix, by two passes (mean, then squared differences).
    public init(fittedTo features: Matrix<Double>) {
        let count = Double(max(1, features.rows))
        var means = [Double](repeating: 0, count: features.columns)
        var squares = means
        for row in 0..<features.rows {
            for (column, value) in features.row(row).enumerated() { means[column] += value }
        }
        for column in means.indices { means[column] /= count }
        for row in 0..<features.rows {
            for (column, value) in features.row(row).enumerated() {
                let difference = value - means[column]
                squares[column] += difference * difference
            }
        }
        self.means = means
        // A constant feature keeps a rounding error of its mean; dividing by that would make numbers from nothing.
        deviations = zip(squares, means).map { square, mean in
            let deviation = (square / count).squareRoot()
            return deviation > abs(mean) * 1e-12 && deviation > 0 && deviation.isFinite ? deviation : 1
        }
    }

    /// From stored numbers; `nil` when the lengths differ, or a deviation isn't positive.
    public init?(means: [Double], deviations: [Double]) {
        guard means.count == deviations.count, means.allSatisfy(\.isFinite),
            deviations.allSatisfy({ $0 > 0 && $0.isFinite })
        else { return nil }
        self.means = means
        self.deviations = deviations
    }

    /// (feature − mean) / deviation. The matrix must have as many columns as there are means.
    public func applied(to features: Matrix<Double>) -> Matrix<Double> {
        assert(features.columns == means.count)
        var result = features
        result.withUnsafeMutableNumbers { numbers in
            var index = 0
            for _ in 0..<features.rows {
                for column in 0..<features.columns {
                    numbers[index] = (numbers[index] - means[column]) / deviations[column]
                    index += 1
                }
            }
        }
        return result
    }
}
