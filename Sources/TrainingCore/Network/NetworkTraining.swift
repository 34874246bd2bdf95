/// The rounds of minibatch training, for any network: epochs, batches, steps, curve, early stopping.
struct NetworkTraining<Scalar: TrainingScalar> {
    struct Settings {
        let optimizer: Optimizer
        let learningRate: Double
        let momentum: Double
        let batchSize: Int
        let epochs: Int
        let patience: Int?
        /// The factor l2 of a penalty l2 / 2 · Σ w² in the mean loss of a batch of so many rows.
        let penalty: (_ batchRows: Int) -> Double
    }

    let network: Network<Scalar>
    let settings: Settings
    let train: (features: Matrix<Scalar>, target: NetworkTarget<Scalar>)
    let validation: (features: Matrix<Scalar>, target: NetworkTarget<Scalar>)
    /// Losses are multiplied by this in the curve, to give them the target's own unit.
    let lossScale: Double
    let request: FitRequest

    /// Trains to the end, to the patience's end, to a loss that isn't finite, or until told to stop.
    func run() throws(FitProblem) -> Fit {
        let count = network.shape.parameterCount
        let first = Buffer<Scalar>(count, zero: 0)
        let second = Buffer<Scalar>(count, zero: 0)
        let best = Buffer<Scalar>(settings.patience == nil ? 0 : count, zero: 0)
        var orderStream = request.random("order of rows")
        var order = Array(0..<train.features.rows)
        var stepNumber = 0
        var bestEpoch = 0
        var bestLoss = Double.infinity
        var curve: [CurvePoint] = []
        for epoch in 1...settings.epochs {
            orderStream.shuffle(&order)
            let loss = try round(order, first, second, &stepNumber)
            guard loss.isFinite else {
                throw FitProblem.diverged(
                    reason: "diverged: the training loss of epoch \(epoch) is \(loss); try a smaller learning_rate")
            }
            let held = evaluate()
            let point = CurvePoint(epoch: epoch, metrics: held.merging(["train_loss": loss * lossScale]) { $1 })
            curve.append(point)
            request.report(point)
            guard let patience = settings.patience, let heldLoss = held["validation_loss"] else { continue }
            if heldLoss < bestLoss {
                (bestLoss, bestEpoch) = (heldLoss, epoch)
                best.copy(from: network.parameters)
            } else if epoch - bestEpoch >= patience {
                break
            }
        }
        if bestEpoch > 0 { network.parameters.copy(from: best) }
        let epochs = bestEpoch > 0 ? bestEpoch : settings.epochs
        return Fit(layers: network.layers, activation: network.activation, curve: curve, epochs: epochs)
    }

    /// One epoch: the mean loss of its rows as they were met.
    private func round(
        _ order: [Int], _ first: Buffer<Scalar>, _ second: Buffer<Scalar>, _ stepNumber: inout Int
    ) throws(FitProblem) -> Double {
        var loss = 0.0
        var start = 0
        while start < order.count {
            if request.shouldStop() { throw FitProblem.stopped }
            let end = min(start + settings.batchSize, order.count)
            network.load(train.features, train.target, rows: order[start..<end])
            loss += network.lossAndGradient(train.target, rows: end - start)
            stepNumber += 1
            step(stepNumber, batchRows: end - start, first, second)
            start = end
        }
        return loss / Double(max(1, order.count))
    }

    private func step(_ number: Int, batchRows: Int, _ first: Buffer<Scalar>, _ second: Buffer<Scalar>) {
        func rule(l2: Double) -> OptimizerStep {
            OptimizerStep(
                settings.optimizer, number: number, rate: settings.learningRate, l2: l2, momentum: settings.momentum)
        }
        let weights = network.shape.weightCount
        let parameters = network.parameters.start
        let gradients = network.gradients.start
        Scalar.step(
            rule(l2: settings.penalty(batchRows)), w: parameters, gradient: gradients, first: first.start,
            second: second.start, count: weights)
        guard network.fitsBiases else { return }
        Scalar.step(
            rule(l2: 0), w: parameters + weights, gradient: gradients + weights, first: first.start + weights,
            second: second.start + weights, count: network.shape.parameterCount - weights)
    }

    /// `validation_loss` and, with classes, `validation_accuracy`; nothing where there are no validation rows.
    private func evaluate() -> [String: Double] {
        let rows = validation.features.rows
        guard rows > 0 else { return [:] }
        var loss = 0.0
        var hits = 0
        let indices = Array(0..<rows)
        for start in stride(from: 0, to: rows, by: network.batchCapacity) {
            let chunk = indices[start..<min(start + network.batchCapacity, rows)]
            network.load(validation.features, validation.target, rows: chunk)
            let sums = network.evaluate(validation.target, rows: chunk.count)
            loss += sums.loss
            hits += sums.hits
        }
        let mean = loss / Double(rows) * lossScale
        guard case .classes = validation.target else { return ["validation_loss": mean] }
        return ["validation_loss": mean, "validation_accuracy": Double(hits) / Double(rows)]
    }
}
