/// Multinomial logistic regression (softmax): linear scores, one a class.
///
/// Minimises mean log loss + l2 / (2 · rows) · Σ w², the biases unpenalised. `l2` is 1 / C of scikit-learn's
/// `LogisticRegression`. With two classes the penalty counts twice, which gives exactly the optimum of the usual
/// one-score logistic regression (w = w₁ − w₀, and Σ w² = 2 · Σ (w₁² + w₀²)) and so scikit-learn's.
public struct SoftmaxConfiguration: Sendable, Equatable {
    /// How the optimum is approached. Raw values are the names in a sweep file.
    public enum Method: String, Sendable, Equatable, CaseIterable {
        /// Full-batch quasi-Newton, to `tolerance`.
        case lbfgs
        case sgd
        case momentum
        case adam
    }

    /// 0 ... 1e12, default 1.
    public let l2: Double
    /// Default `lbfgs`. The others take minibatches for `epochs` rounds.
    public let method: Method
    /// Whether biases are fitted or 0. Default true.
    public let fitIntercept: Bool
    /// `lbfgs` ends after so many steps: 1 ... 100,000, default 200.
    public let maxIterations: Int
    /// `lbfgs` ends when no entry of the gradient of the mean loss is larger: 1e-12 ... 1, default 1e-6.
    public let tolerance: Double
    /// Step size of the minibatch methods: 1e-12 ... 1e6, default 0.1.
    public let learningRate: Double
    /// Of `momentum`: 0 ... 0.9999, default 0.9.
    public let momentum: Double
    /// Rows a step: 1 ... 1,000,000, default 64.
    public let batchSize: Int
    /// Rounds over the training rows: 1 ... 100,000, default 20.
    public let epochs: Int

    public init(
        l2: Double = 1, optimizer: Method = .lbfgs, fitIntercept: Bool = true, maxIterations: Int = 200,
        tolerance: Double = 1e-6, learningRate: Double = 0.1, momentum: Double = 0.9, batchSize: Int = 64,
        epochs: Int = 20
    ) throws(ConfigurationError) {
        try ConfigurationError.check("l2", l2, in: 0...1e12)
        try ConfigurationError.check("max_iterations", maxIterations, in: 1...100_000)
        try ConfigurationError.check("tolerance", tolerance, in: 1e-12...1)
        try ConfigurationError.check("learning_rate", learningRate, in: 1e-12...1e6)
        try ConfigurationError.check("momentum", momentum, in: 0...0.9999)
        try ConfigurationError.check("batch_size", batchSize, in: 1...1_000_000)
        try ConfigurationError.check("epochs", epochs, in: 1...100_000)
        self.l2 = l2
        self.method = optimizer
        self.fitIntercept = fitIntercept
        self.maxIterations = maxIterations
        self.tolerance = tolerance
        self.learningRate = learningRate
        self.momentum = momentum
        self.batchSize = batchSize
        self.epochs = epochs
    }
}
