internal import Foundation

/// Predicts one row at a time without BLAS and without memory of the heap: what a model server does ten thousand times a second.
///
/// `Model.predict` is the reference. The sums have another order here, so that scores and probabilities differ by rounding alone:
/// by at most `tolerance`, absolute for probabilities and relative to the largest score for values.
public struct RowPredictor: Sendable {
    /// A sum of n products in another order differs by at most about n · 2⁻⁵³ of the sum of their sizes; with three layers of a thousand
    /// inputs that is 3.3e-13, and what remains is room for layers that make small differences larger.
    public static let tolerance = 1e-9

    /// What a row's features say.
    public enum Prediction: Sendable, Equatable {
        /// An index into the model's labels.
        case label(Int)
        case value(Double)
    }

    public let model: Model
    /// Numbers that the widest layer takes or gives.
    private let widest: Int

    public init(_ model: Model) {
        self.model = model
        widest = model.layers.reduce(model.featureNames.count) { max($0, $1.weights.columns) }
    }

    /// Predicts from raw features, in the order of the model's `featureNames`.
    ///
    /// - Parameter probabilities: gets one number a label; untouched for a regression. It must have as many as there are labels.
    /// - Throws: `ModelError` when the number of features or probabilities differs, or a feature or a score isn't finite.
    public func predict(
        _ features: UnsafeBufferPointer<Double>, probabilities: UnsafeMutableBufferPointer<Double>
    ) throws(ModelError) -> Prediction {
        guard features.count == model.featureNames.count, probabilities.count == model.labels.count else {
            throw ModelError("it expects \(model.featureNames.count) features, received \(features.count)")
        }
        if let place = features.firstIndex(where: { !$0.isFinite }) {
            throw ModelError("feature \(model.featureNames[place]): \(features[place]) is not a finite number")
        }
        let result = withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * widest) { scratch in
            let scores = self.scores(features, scratch)
            guard scores.allSatisfy(\.isFinite) else { return Prediction?.none }
            guard model.isClassifier else { return .value(scores[0]) }
            return .label(Self.softmax(scores, probabilities))
        }
        guard let result else { throw ModelError("the features are too large to predict from") }
        return result
    }

    /// The last layer's outputs, in one half of `scratch`.
    private func scores(
        _ features: UnsafeBufferPointer<Double>, _ scratch: UnsafeMutableBufferPointer<Double>
    ) -> UnsafeMutableBufferPointer<Double> {
        var inputs = UnsafeMutableBufferPointer(rebasing: scratch[..<widest])
        var outputs = UnsafeMutableBufferPointer(rebasing: scratch[widest...])
        for place in features.indices { inputs[place] = features[place] }
        if let standardization = model.standardization {
            for place in features.indices {
                inputs[place] = (inputs[place] - standardization.means[place]) / standardization.deviations[place]
            }
        }
        for (index, layer) in model.layers.enumerated() {
            Self.affine(inputs, layer, outputs)
            swap(&inputs, &outputs)
            guard index < model.layers.count - 1 else { break }
            for place in 0..<layer.biases.count { inputs[place] = model.activation.value(inputs[place]) }
        }
        return UnsafeMutableBufferPointer(rebasing: inputs[..<(model.layers.last?.biases.count ?? 0)])
    }

    /// outputs = biases + Σ inputs[i] · weights[i]: whole rows of the weights, which lie side by side.
    private static func affine(
        _ inputs: UnsafeMutableBufferPointer<Double>, _ layer: DenseLayer,
        _ outputs: UnsafeMutableBufferPointer<Double>
    ) {
        let columns = layer.weights.columns
        for place in 0..<columns { outputs[place] = layer.biases[place] }
        layer.weights.storage.withUnsafeBufferPointer { weights in
            guard let first = weights.baseAddress, let sums = outputs.baseAddress else { return }
            for row in 0..<layer.weights.rows where inputs[row] != 0 {
                Vector.add(columns, inputs[row], first + row * columns, to: sums)
            }
        }
    }

    /// Probabilities from scores, the largest score taken off first so that nothing overflows.
    ///
    /// - Returns: the place of the first of the largest ones.
    private static func softmax(
        _ scores: UnsafeMutableBufferPointer<Double>, _ probabilities: UnsafeMutableBufferPointer<Double>
    ) -> Int {
        var best = 0
        for place in scores.indices where scores[place] > scores[best] { best = place }
        let peak = scores[best]
        var total = 0.0
        for place in scores.indices {
            probabilities[place] = exp(scores[place] - peak)
            total += probabilities[place]
        }
        for place in scores.indices { probabilities[place] /= total }
        return best
    }
}
