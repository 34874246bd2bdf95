import Testing

@testable import TrainingCore

@Suite struct SoftmaxTests {
    struct Reference: Decodable {
        struct Case: Decodable {
            let data: String
            let l2: Double
            let log_loss: Double
            let objective: Double
        }
        let cases: [Case]
    }

    /// Of the mean log loss and the objective, in nats.
    static let tolerance = 1e-4

    @Test("The optimum's loss and objective agree with scikit-learn's, for ten classes and for two")
    func reference() throws {
        let reference: Reference = try Fixture.decode("softmax.json")
        for item in reference.cases {
            let data = try Experiment.data(item.data)
            let fold = PreparedFold(data, train: Array(0..<data.rows), validation: [], standardize: true)
            let request = FitRequest(
                data: fold, seed: 0, label: "test", exactEpochs: nil, report: { _ in }, shouldStop: { false })
            let configuration = try SoftmaxConfiguration(l2: item.l2, maxIterations: 2000, tolerance: 1e-7)
            let fit = try configuration.fit(request)
            guard case .classes(let classes, _) = data.target else {
                throw ModelError("not fitted")
            }
            let model = try Model(
                trainer: "softmax", featureNames: data.featureNames, labels: data.target.labels,
                standardization: fold.standardization, layers: fit.layers)
            let losses = ClassificationMetrics.logLosses(scores: model.scores(fold.train), classes: classes)
            let loss = losses.reduce(0, +) / Double(losses.count)
            #expect(abs(loss - item.log_loss) < Self.tolerance, "\(item.data) \(item.l2)")
            let objective = try #require(fit.curve.last?.metrics["train_objective"])
            #expect(abs(objective - item.objective) < Self.tolerance, "\(item.data) \(item.l2)")
        }
    }

    @Test(
        "Minibatch methods come near the full-batch optimum",
        arguments: [
            (SoftmaxConfiguration.Method.sgd, 0.1), (.momentum, 0.02), (.adam, 0.005),
        ])
    func batches(_ method: SoftmaxConfiguration.Method, _ rate: Double) throws {
        let data = try Experiment.digits()
        let split = try DataSplit(data.target, SplitConfiguration())
        let trials = [
            try SoftmaxConfiguration(l2: 10),
            try SoftmaxConfiguration(l2: 10, optimizer: method, learningRate: rate, epochs: 40),
        ].map { PackTrial(configuration: .softmax($0), seed: 1) }
        let (best, near) = (try results(data, split, trials).map(trained)).pair
        let losses = try [best, near].map { try #require($0.metrics["validation_log_loss"]) }
        #expect(abs(losses[0] - losses[1]) < 0.02)
        #expect(near.curve.count == 40)
    }

    @Test("Without an intercept the biases stay 0", arguments: [SoftmaxConfiguration.Method.lbfgs, .adam])
    func intercept(_ method: SoftmaxConfiguration.Method) throws {
        let data = try Experiment.cancer()
        let split = try DataSplit(data.target, SplitConfiguration())
        let configuration = try SoftmaxConfiguration(optimizer: method, fitIntercept: false, epochs: 3)
        let trial = try trained(
            try results(data, split, [PackTrial(configuration: .softmax(configuration), seed: 1)]).first)
        #expect(trial.model.layers[0].biases == [0, 0])
    }

    @Test("L-BFGS finds the minimum of Rosenbrock's valley")
    func rosenbrock() {
        let minimizer = LBFGS(maximumIterations: 200, gradientTolerance: 1e-8)
        let end = minimizer.minimize(
            from: [-1.2, 1], shouldStop: { false },
            evaluate: { point, gradient in
                let (x, y) = (point[0], point[1])
                gradient[0] = -2 * (1 - x) - 400 * x * (y - x * x)
                gradient[1] = 200 * (y - x * x)
                return (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x)
            }, report: { _, _ in })
        guard case .minimum(let point) = end else {
            Issue.record("\(end)")
            return
        }
        #expect(abs(point[0] - 1) < 1e-6 && abs(point[1] - 1) < 1e-6)
    }
}

extension [TrainedTrial] {
    fileprivate var pair: (TrainedTrial, TrainedTrial) { (self[0], self[1]) }
}
