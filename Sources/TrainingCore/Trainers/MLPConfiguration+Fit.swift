extension MLPConfiguration {
    /// Trains in single precision.
    func fit(_ request: FitRequest) throws(FitProblem) -> Fit {
        let data = request.data
        let scale = TargetScale(data.trainTarget)
        let shape = NetworkShape(
            inputs: data.train.columns, hidden: hidden, outputs: max(1, data.trainTarget.labels.count))
        let network = Network<Float>(
            shape, activation: activation, batchCapacity: FitSize(data).batchCapacity(batchSize), dropout: dropout,
            dropoutStream: request.random("dropout"))
        var weights = request.random("initial weights")
        network.drawParameters(&weights)
        let training = NetworkTraining(
            network: network,
            settings: NetworkTraining<Float>.Settings(
                optimizer: optimizer, learningRate: learningRate, momentum: momentum, batchSize: batchSize,
                epochs: request.exactEpochs ?? epochs, patience: request.exactEpochs == nil ? patience : nil,
                penalty: penalty),
            train: (data.trainSingle, scale.networkTarget(data.trainTarget)),
            validation: (data.validationSingle, scale.networkTarget(data.validationTarget)),
            lossScale: scale.deviation * scale.deviation, request: request)
        return scale.inOriginalUnit(try training.run())
    }

    private func penalty(batchRows: Int) -> Double { optimizer == .adamw ? l2 : l2 / Double(batchRows) }
}
