extension SoftmaxConfiguration {
    /// `lbfgs` in double precision; the minibatch methods in single, as a network without hidden layers.
    func fit(_ request: FitRequest) throws(FitProblem) -> Fit {
        guard case .classes(let classes, let labels) = request.data.trainTarget else {
            throw FitProblem.invalidInput(reason: "trainer softmax needs classes")
        }
        // With two classes the penalty counts twice: see `SoftmaxConfiguration`.
        let penalty = (labels.count == 2 ? 2 : 1) * l2 / Double(max(1, classes.count))
        switch method {
        case .lbfgs: return try fitFullBatch(request, classes, outputs: labels.count, penalty: penalty)
        case .sgd: return try fitBatches(request, .sgd, outputs: labels.count, penalty: penalty)
        case .momentum: return try fitBatches(request, .momentum, outputs: labels.count, penalty: penalty)
        case .adam: return try fitBatches(request, .adam, outputs: labels.count, penalty: penalty)
        }
    }

    private func fitFullBatch(
        _ request: FitRequest, _ classes: [Int32], outputs: Int, penalty: Double
    ) throws(FitProblem) -> Fit {
        var objective = SoftmaxObjective(
            features: request.data.train, classes: classes, outputs: outputs, penalty: penalty,
            fitIntercept: fitIntercept)
        var curve: [CurvePoint] = []
        let minimizer = LBFGS(maximumIterations: maxIterations, gradientTolerance: tolerance)
        let end = minimizer.minimize(
            from: [Double](repeating: 0, count: objective.parameterCount), shouldStop: request.shouldStop,
            evaluate: { objective.evaluate($0, gradient: &$1) },
            report: { iteration, loss in
                let point = CurvePoint(epoch: iteration, metrics: ["train_objective": loss])
                curve.append(point)
                request.report(point)
            })
        switch end {
        case .stopped: throw FitProblem.stopped
        case .notFinite:
            throw FitProblem.diverged(reason: "the loss is not finite: scale the features, or let `standardize` do it")
        case .minimum(let parameters):
            return Fit(
                layers: [objective.layer(parameters)], activation: .relu, curve: curve, epochs: max(1, curve.count))
        }
    }

    private func fitBatches(
        _ request: FitRequest, _ optimizer: Optimizer, outputs: Int, penalty: Double
    ) throws(FitProblem) -> Fit {
        let data = request.data
        let shape = NetworkShape(inputs: data.train.columns, hidden: [], outputs: outputs)
        let scale = TargetScale(data.trainTarget)
        let capacity = FitSize(data).batchCapacity(batchSize)
        let network = Network<Float>(shape, activation: .relu, batchCapacity: capacity)
        network.fitsBiases = fitIntercept
        return try NetworkTraining(
            network: network,
            settings: NetworkTraining<Float>.Settings(
                optimizer: optimizer, learningRate: learningRate, momentum: momentum, batchSize: batchSize,
                epochs: request.exactEpochs ?? epochs, patience: nil, penalty: { _ in penalty }),
            train: (data.trainSingle, scale.networkTarget(data.trainTarget)),
            validation: (data.validationSingle, scale.networkTarget(data.validationTarget)), lossScale: 1,
            request: request
        ).run()
    }
}
