internal import CBLAS

internal import Foundation

/// What a model says about rows.
public enum Predictions: Sendable, Equatable {
    /// The likeliest class of each row (an index into the model's labels) and [rows x classes] probabilities.
    case classes([Int32], probabilities: Matrix<Double>)
    case values([Double])
}

extension Model {
    /// Predicts from raw features: [rows x featureNames.count], columns in the order of `featureNames`.
    ///
    /// - Throws: `ModelError` when the number of columns differs, or a feature or what follows from it isn't finite.
    public func predict(_ features: Matrix<Double>) throws(ModelError) -> Predictions {
        guard features.columns == featureNames.count else {
            throw ModelError("it expects \(featureNames.count) features, received \(features.columns)")
        }
        if let index = features.storage.firstIndex(where: { !$0.isFinite }) {
            let (row, column) = index.quotientAndRemainder(dividingBy: features.columns)
            throw ModelError(
                "row \(row + 1), feature \(featureNames[column]): \(features.storage[index]) is not a finite number")
        }
        let scores = scores(standardization?.applied(to: features) ?? features)
        if let index = scores.storage.firstIndex(where: { !$0.isFinite }) {
            throw ModelError("row \(index / scores.columns + 1): its features are too large to predict from")
        }
        guard isClassifier else { return .values(scores.storage) }
        let classes = (0..<scores.rows).map { ClassificationMetrics.largest(scores.row($0)) }
        return .classes(classes, probabilities: Self.softmax(scores))
    }

    /// The last layer's outputs for standardised features.
    func scores(_ standardized: Matrix<Double>) -> Matrix<Double> {
        var values = standardized
        for (index, layer) in layers.enumerated() {
            values = Self.affine(values, layer)
            guard index < layers.count - 1 else { break }
            values.withUnsafeMutableNumbers { numbers in
                for place in numbers.indices { numbers[place] = activation.value(numbers[place]) }
            }
        }
        return values
    }

    private static func affine(_ inputs: Matrix<Double>, _ layer: DenseLayer) -> Matrix<Double> {
        var outputs = inputs.product(layer.weights)
        outputs.withUnsafeMutableNumbers { numbers in
            var index = 0
            for _ in 0..<inputs.rows {
                for bias in layer.biases {
                    numbers[index] += bias
                    index += 1
                }
            }
        }
        return outputs
    }

    /// Probabilities from scores, row by row, the largest score taken off first so that nothing overflows.
    private static func softmax(_ scores: Matrix<Double>) -> Matrix<Double> {
        var probabilities: [Double] = []
        probabilities.reserveCapacity(scores.storage.count)
        for row in 0..<scores.rows {
            let peak = scores.row(row).max() ?? 0
            let powers = scores.row(row).map { exp($0 - peak) }
            let total = powers.reduce(0, +)
            probabilities += powers.map { $0 / total }
        }
        return Matrix(unchecked: scores.rows, scores.columns, probabilities)
    }
}
