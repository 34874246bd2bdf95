/// A multilayer perceptron: fully connected layers, for classification (softmax, log loss) or regression (squared
/// error).
///
/// Weights start from He's uniform draw for `relu` and `gelu` and Glorot's for the others; biases start at 0. A
/// regression learns the standardised target and gives back the original unit.
public struct MLPConfiguration: Sendable, Equatable {
    /// Widths of the hidden layers: up to 16 of 1 ... 65,536; none is a linear model. Default [64].
    public let hidden: [Int]
    /// Default `relu`.
    public let activation: Activation
    /// Default `adam`.
    public let optimizer: Optimizer
    /// 1e-12 ... 1e6, default 0.001.
    public let learningRate: Double
    /// Penalty l2 / (2 · batch rows) · Σ w² on weights, not biases: scikit-learn's `alpha`. Under `adamw` it is the
    /// decoupled decay. 0 ... 1e12, default 0.0001.
    public let l2: Double
    /// Of `momentum` and `nesterov`: 0 ... 0.9999, default 0.9.
    public let momentum: Double
    /// Rows a step: 1 ... 1,000,000, default 32. The last batch of an epoch holds the rest.
    public let batchSize: Int
    /// Rounds over the training rows: 1 ... 100,000, default 20.
    public let epochs: Int
    /// The share of hidden units left out of each training step: 0 ... 0.9, default 0.
    public let dropout: Double
    /// Ends after so many epochs without a better validation loss, and keeps the best epoch's weights: 1 ... 100,000;
    /// none by default.
    public let patience: Int?

    public init(
        hidden: [Int] = [64], activation: Activation = .relu, optimizer: Optimizer = .adam,
        learningRate: Double = 0.001,
        l2: Double = 0.0001, momentum: Double = 0.9, batchSize: Int = 32, epochs: Int = 20, dropout: Double = 0,
        patience: Int? = nil
    ) throws(ConfigurationError) {
        guard hidden.count <= 16 else {
            throw ConfigurationError(
                parameter: "hidden", received: "\(hidden.count) widths", allowed: "a list of at most 16 widths")
        }
        for width in hidden { try ConfigurationError.check("hidden", width, in: 1...65_536) }
        try ConfigurationError.check("learning_rate", learningRate, in: 1e-12...1e6)
        try ConfigurationError.check("l2", l2, in: 0...1e12)
        try ConfigurationError.check("momentum", momentum, in: 0...0.9999)
        try ConfigurationError.check("batch_size", batchSize, in: 1...1_000_000)
        try ConfigurationError.check("epochs", epochs, in: 1...100_000)
        try ConfigurationError.check("dropout", dropout, in: 0...0.9)
        if let patience { try ConfigurationError.check("patience", patience, in: 1...100_000) }
        self.hidden = hidden
        self.activation = activation
        self.optimizer = optimizer
        self.learningRate = learningRate
        self.l2 = l2
        self.momentum = momentum
        self.batchSize = batchSize
        self.epochs = epochs
        self.dropout = dropout
        self.patience = patience
    }
}
