import Testing

@testable import TrainingCore

@Suite struct ConfigurationTests {
    @Test("Defaults are the documented ones")
    func defaults() throws {
        let mlp = try MLPConfiguration()
        #expect(mlp.hidden == [64] && mlp.activation == .relu && mlp.optimizer == .adam && mlp.learningRate == 0.001)
        #expect(mlp.l2 == 0.0001 && mlp.momentum == 0.9 && mlp.batchSize == 32 && mlp.epochs == 20)
        #expect(mlp.dropout == 0 && mlp.patience == nil)
        let softmax = try SoftmaxConfiguration()
        #expect(
            softmax.l2 == 1 && softmax.method == .lbfgs && softmax.maxIterations == 200 && softmax.tolerance == 1e-6)
        #expect(softmax.learningRate == 0.1 && softmax.epochs == 20 && softmax.batchSize == 64 && softmax.fitIntercept)
        let ridge = try RidgeConfiguration()
        #expect(ridge.l2 == 1 && ridge.fitIntercept)
    }

    @Test("Values outside their range are refused by name, with the range and what was received")
    func ranges() {
        #expect(
            dataError { _ = try RidgeConfiguration(l2: -1) }
                == "l2: must be between 0.0 and 1000000000000.0, received -1.0")
        #expect(
            dataError { _ = try MLPConfiguration(learningRate: .nan) }
                == "learning_rate: must be between 1e-12 and 1000000.0, received nan")
        #expect(
            dataError { _ = try MLPConfiguration(hidden: [0]) } == "hidden: must be between 1 and 65536, received 0")
        #expect(
            dataError { _ = try MLPConfiguration(hidden: Array(repeating: 1, count: 17)) }
                == "hidden: must be a list of at most 16 widths, received 17 widths")
        #expect(
            dataError { _ = try MLPConfiguration(dropout: 1) } == "dropout: must be between 0.0 and 0.9, received 1.0")
        #expect(dataError { _ = try MLPConfiguration(batchSize: 0) }.hasPrefix("batch_size: must be between 1 and"))
        #expect(dataError { _ = try MLPConfiguration(epochs: 0) }.hasPrefix("epochs: must be between 1 and"))
        #expect(dataError { _ = try MLPConfiguration(patience: 0) }.hasPrefix("patience: must be between 1 and"))
        #expect(dataError { _ = try SoftmaxConfiguration(maxIterations: 0) }.hasPrefix("max_iterations: must be"))
        #expect(dataError { _ = try SoftmaxConfiguration(tolerance: 0) }.hasPrefix("tolerance: must be"))
        #expect(dataError { _ = try SoftmaxConfiguration(momentum: 1) }.hasPrefix("momentum: must be"))
    }
}
