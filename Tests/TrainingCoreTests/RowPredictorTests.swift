import Foundation
import TrainingCore
import Testing

@Suite("Predicting one row without BLAS") struct RowPredictorTests {
    /// A model with random weights: features, then widths of its layers.
    private static func model(_ widths: [Int], labels: Int, _ activation: Activation, seed: UInt64) throws -> Model {
        var stream = RandomStream(seed: seed, purpose: "row-predictor")
        let layers = try zip(widths, widths.dropFirst()).map { inputs, outputs in
            let numbers = (0..<inputs * outputs).map { _ in stream.unit() * 2 - 1 }
            let matrix = try #require(Matrix(rows: inputs, columns: outputs, storage: numbers))
            return try #require(
                DenseLayer(weights: matrix, biases: (0..<outputs).map { _ in stream.unit() - 0.5 }))
        }
        let features = widths[0]
        return try Model(
            trainer: "mlp", featureNames: (0..<features).map { "x\($0)" },
            labels: labels > 1 ? (0..<labels).map(String.init) : [],
            standardization: Standardization(
                means: (0..<features).map { _ in stream.unit() * 9 },
                deviations: (0..<features).map { _ in stream.unit() + 0.1 }),
            layers: layers, activation: activation)
    }

    @Test(
        "Every activation, depth and kind gives what Model.predict gives, within the named tolerance",
        arguments: [Activation.relu, .tanh, .sigmoid, .gelu])
    func equal(activation: Activation) throws {
        for (widths, labels) in [([64, 64, 10], 10), ([3, 2], 2), ([7, 1], 1), ([5, 300, 17, 33, 1], 1)] {
            let model = try Self.model(widths, labels: labels, activation, seed: UInt64(widths.count))
            var stream = RandomStream(seed: 5, purpose: "rows")
            let rows = 50
            let numbers = (0..<rows * widths[0]).map { _ in (stream.unit() * 16).rounded() }
            let expected = try model.predict(#require(Matrix(rows: rows, columns: widths[0], storage: numbers)))
            let predictor = RowPredictor(model)
            for row in 0..<rows {
                var probabilities = [Double](repeating: 0, count: model.labels.count)
                let features = Array(numbers[row * widths[0]..<(row + 1) * widths[0]])
                let found = try features.withUnsafeBufferPointer { features in
                    try probabilities.withUnsafeMutableBufferPointer {
                        try predictor.predict(features, probabilities: $0)
                    }
                }
                switch (expected, found) {
                case (.classes(let classes, let table), .label(let label)):
                    #expect(Int(classes[row]) == label)
                    for (one, other) in zip(table.row(row), probabilities) {
                        #expect(abs(one - other) <= RowPredictor.tolerance)
                    }
                case (.values(let values), .value(let value)):
                    #expect(abs(values[row] - value) <= RowPredictor.tolerance * max(1, abs(value)))
                default: Issue.record("another kind of prediction")
                }
            }
        }
    }

    @Test("Another number of features, NaN and features that are too large are refused")
    func refused() throws {
        let predictor = RowPredictor(try Self.model([2, 1], labels: 1, .relu, seed: 1))
        for features in [[1.0], [1, 2, 3], [1, .nan], [.infinity, 1], [1e308, 1e308]] {
            #expect(throws: ModelError.self) {
                try features.withUnsafeBufferPointer { features in
                    try predictor.predict(features, probabilities: UnsafeMutableBufferPointer(start: nil, count: 0))
                }
            }
        }
    }
}
