/// A trained model: standardisation, dense layers and what its outputs mean. It predicts from raw features.
///
/// Ridge and softmax are one layer; an `mlp` has an activation behind every layer but the last.
public struct Model: Sendable, Equatable {
    /// `ridge`, `softmax` or `mlp`.
    public let trainer: String
    /// The columns it expects, in order.
    public let featureNames: [String]
    /// One label an output for a classification; empty for a regression, which has one output.
    public let labels: [String]
    /// Applied to raw features first; `nil` when it was trained on raw features.
    public let standardization: Standardization?
    /// At least one.
    public let layers: [DenseLayer]
    /// Behind each layer but the last.
    public let activation: Activation

    /// Checks that the layers fit each other, the features and the labels, and that every number is finite.
    public init(
        trainer: String, featureNames: [String], labels: [String], standardization: Standardization?,
        layers: [DenseLayer], activation: Activation = .relu
    ) throws(ModelError) {
        if let problem = Self.problem(featureNames, labels, standardization, layers) { throw ModelError(problem) }
        self.trainer = trainer
        self.featureNames = featureNames
        self.labels = labels
        self.standardization = standardization
        self.layers = layers
        self.activation = activation
    }

    private static func problem(
        _ featureNames: [String], _ labels: [String], _ standardization: Standardization?, _ layers: [DenseLayer]
    ) -> String? {
        guard let last = layers.last else { return "it has no layers" }
        var width = featureNames.count
        if let standardization, standardization.means.count != width {
            return "it standardises \(standardization.means.count) features but names \(width)"
        }
        for (index, layer) in layers.enumerated() {
            guard layer.weights.rows == width else {
                return "layer \(index) takes \(layer.weights.rows) inputs but gets \(width)"
            }
            guard layer.weights.storage.allSatisfy(\.isFinite), layer.biases.allSatisfy(\.isFinite) else {
                return "layer \(index) holds numbers that are not finite"
            }
            width = layer.weights.columns
        }
        guard last.weights.columns == max(1, labels.count), labels.count != 1 else {
            return "it has \(last.weights.columns) outputs for \(labels.count) labels"
        }
        return nil
    }

    public var isClassifier: Bool { !labels.isEmpty }

    /// The number of weights and biases.
    public var parameterCount: Int { layers.reduce(0) { $0 + $1.weights.storage.count + $1.biases.count } }
}
