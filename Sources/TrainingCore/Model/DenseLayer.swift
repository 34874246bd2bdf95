/// One fully connected layer: scores = inputs · weights + biases.
public struct DenseLayer: Sendable, Equatable {
    /// [inputs x outputs].
    public let weights: Matrix<Double>
    /// [outputs].
    public let biases: [Double]

    /// `nil` when there isn't one bias an output.
    public init?(weights: Matrix<Double>, biases: [Double]) {
        guard weights.columns == biases.count else { return nil }
        self.init(unchecked: weights, biases)
    }

    /// For shapes that a trainer made.
    init(unchecked weights: Matrix<Double>, _ biases: [Double]) {
        assert(weights.columns == biases.count)
        self.weights = weights
        self.biases = biases
    }
}
