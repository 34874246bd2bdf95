import Testing

@testable import TrainingCore

@Suite struct PackTests {
    private func mixedTrials() throws -> [PackTrial] {
        [
            PackTrial(configuration: .softmax(try SoftmaxConfiguration(l2: 10, maxIterations: 30)), seed: 1),
            PackTrial(configuration: .mlp(try MLPConfiguration(hidden: [16], epochs: 3, dropout: 0.2)), seed: 2),
            PackTrial(configuration: .softmax(try SoftmaxConfiguration(optimizer: .adam, epochs: 3)), seed: 3),
            PackTrial(configuration: .mlp(try MLPConfiguration(hidden: [16], epochs: 3, dropout: 0.2)), seed: 4),
            PackTrial(configuration: .mlp(try MLPConfiguration(hidden: [], optimizer: .sgd, epochs: 2)), seed: 2),
        ]
    }

    @Test("A pack's results are those of its trials run alone, to the last bit", arguments: [nil, 3])
    func alone(_ folds: Int?) throws {
        let data = try Experiment.cancer()
        let split = try DataSplit(data.target, SplitConfiguration(folds: folds, seed: 5))
        let trials = try mixedTrials()
        let together = try results(data, split, trials)
        for (trial, result) in zip(trials, together) { #expect(try results(data, split, [trial]) == [result]) }
        #expect(try results(data, split, trials.reversed()) == together.reversed())
        #expect(together[1] != together[3])
    }

    @Test("A ridge pack's results are those of its trials run alone, to the last bit", arguments: [nil, 4])
    func ridgeAlone(_ folds: Int?) throws {
        let data = try Experiment.diabetes()
        let split = try DataSplit(data.target, SplitConfiguration(folds: folds, seed: 5))
        let trials = try [0, 0.1, 1, 10].flatMap { l2 in
            try [true, false].map {
                PackTrial(configuration: .ridge(try RidgeConfiguration(l2: l2, fitIntercept: $0)), seed: 0)
            }
        }
        let together = try results(data, split, trials)
        for (trial, result) in zip(trials, together) { #expect(try results(data, split, [trial]) == [result]) }
    }

    @Test("A diverged trial fails with its reason and leaves its neighbours as they are")
    func divergence() throws {
        let data = try Experiment.digits()
        let split = try DataSplit(data.target, SplitConfiguration())
        let calm = PackTrial(configuration: .mlp(try MLPConfiguration(epochs: 2)), seed: 1)
        let wild = PackTrial(
            configuration: .mlp(try MLPConfiguration(hidden: [64, 64], optimizer: .sgd, learningRate: 1e6, epochs: 3)),
            seed: 1)
        let all = try results(data, split, [calm, wild, calm])
        let text = try reason(all[1])
        #expect(
            text.hasPrefix("diverged: the training loss of epoch ") && text.hasSuffix("try a smaller learning_rate"))
        #expect(all[0] == all[2])
        #expect(all[0] == (try results(data, split, [calm])[0]))
    }

    @Test("Features at the edge of the number range give finite metrics or a failed trial, and crash nothing")
    func hugeFeatures() throws {
        let rows = (0..<60).map { [3e307 * Double($0 % 7 - 3), Double($0)] }
        let targets = [
            Target.values((0..<60).map(Double.init)), .classes((0..<60).map { Int32($0 % 2) }, labels: ["a", "b"]),
        ]
        for target in targets {
            let data = try DataSet(features: matrix(rows), target: target, featureNames: ["x", "y"])
            let split = try DataSplit(target, SplitConfiguration())
            let trials = try mixedTrials() + [PackTrial(configuration: .ridge(try RidgeConfiguration()), seed: 1)]
            for standardize in [true, false] {
                for result in try results(data, split, trials, standardize: standardize) {
                    guard case .trained(let trial) = result else { continue }
                    let isFinite = trial.metrics.values.allSatisfy { $0.isFinite }
                    #expect(isFinite)
                }
            }
        }
    }

    @Test("Test rows influence nothing")
    func testRows() throws {
        let data = try Experiment.cancer()
        let split = try DataSplit(data.target, SplitConfiguration())
        var features = data.features
        for row in split.test { for column in 0..<features.columns { features[row, column] = 1e6 } }
        let spoiled = try DataSet(features: features, target: data.target, featureNames: data.featureNames)
        let trials = try mixedTrials()
        #expect(try results(data, split, trials) == results(spoiled, split, trials))
        #expect(split.test.count == 114)
    }

    @Test("Progress is told for each epoch of each fold, and stopping leaves the rest without results")
    func stopping() throws {
        let data = try Experiment.digits()
        let split = try DataSplit(data.target, SplitConfiguration())
        let trial = PackTrial(configuration: .mlp(try MLPConfiguration(epochs: 5)), seed: 1)
        var heard: [TrialProgress] = []
        var finished: [Int] = []
        let end = try PackTrainer(data, split: split).train(
            [trial, trial, trial], progress: { heard.append($0) }, shouldStop: { heard.count >= 7 }
        ) { position, _ in finished.append(position) }
        #expect(end == .stopped(beforeTrial: 1))
        #expect(finished == [0])
        #expect(heard.map(\.point.epoch) == [1, 2, 3, 4, 5, 1, 2])
        #expect(heard.map(\.trial) == [0, 0, 0, 0, 0, 1, 1])
        #expect(heard.allSatisfy { $0.epochs == 5 && $0.folds == 1 && $0.point.metrics["validation_accuracy"] != nil })
    }

    @Test("A classifier's wrong rows are those that its accuracy leaves out, a regression has none")
    func errors() throws {
        let data = try Experiment.cancer()
        let split = try DataSplit(data.target, SplitConfiguration(folds: 5, seed: 5))
        let softmax = PackTrial(configuration: .softmax(try SoftmaxConfiguration()), seed: 0)
        let trial = try trained(try results(data, split, [softmax]).first)
        #expect(trial.validationErrors.count == trial.validationLosses.count)
        let accuracies = try trial.foldMetrics.map { try #require($0["validation_accuracy"]) }
        let wrong = zip(accuracies, split.folds).map { (1 - $0) * Double($1.validation.count) }.reduce(0, +)
        #expect(abs(Double(trial.validationErrors.count { $0 }) - wrong) < 1e-6)

        let diabetes = try Experiment.diabetes()
        let ridge = PackTrial(configuration: .ridge(try RidgeConfiguration()), seed: 0)
        let values = try DataSplit(diabetes.target, SplitConfiguration(folds: 5, seed: 5))
        #expect(try trained(try results(diabetes, values, [ridge]).first).validationErrors.isEmpty)
    }

    @Test("Test rows are scored where that is asked for, as the kept model predicts them, and change nothing else")
    func scoredTestRows() throws {
        for folds in [nil, 5] {
            let data = try Experiment.cancer()
            let split = try DataSplit(data.target, SplitConfiguration(folds: folds, seed: 5))
            let trial = PackTrial(configuration: .softmax(try SoftmaxConfiguration()), seed: 0)
            let plain = try trained(try results(data, split, [trial]).first)
            #expect(plain.test == nil && !plain.metrics.keys.contains { $0.hasPrefix("test_") })
            var scored: TrialResult?
            _ = try PackTrainer(data, split: split, scoresTest: true).train([trial]) { scored = $1 }
            let both = try trained(scored)
            let test = try #require(both.test)
            #expect(both.model == plain.model && both.foldMetrics == plain.foldMetrics)
            #expect(both.metrics.filter { !$0.key.hasPrefix("test_") } == plain.metrics)
            guard case .classes(let predicted, _) = try both.model.predict(data.features.rows(split.test)),
                case .classes(let truth, _) = data.target.rows(split.test)
            else { throw Missing() }
            #expect(test.errors == zip(predicted, truth).map { $0 != $1 })
            let accuracy = Double(test.errors.count { !$0 }) / Double(split.test.count)
            #expect(abs(try #require(both.metrics["test_accuracy"]) - accuracy) < 1e-12)
            let loss = test.losses.reduce(0) { $0 + Double($1) } / Double(test.losses.count)
            #expect(abs(try #require(both.metrics["test_log_loss"]) - loss) < 1e-6)
        }
    }

    private struct Missing: Error {}

    @Test("With folds, metrics are the folds' means and losses come in the order of rows")
    func folds() throws {
        let data = try Experiment.diabetes()
        let split = try DataSplit(data.target, SplitConfiguration(folds: 5, seed: 5))
        let trial = try trained(
            try results(data, split, [PackTrial(configuration: .ridge(try RidgeConfiguration()), seed: 0)]).first)
        let rmse = try trial.foldMetrics.map { try #require($0["validation_rmse"]) }
        #expect(rmse.count == 5)
        #expect(abs(try #require(trial.metrics["validation_rmse"]) - rmse.reduce(0, +) / 5) < 1e-12)
        #expect(trial.validationLosses.count == split.validation.count)
        // The loss of one row, from the fold that holds it.
        let fold = split.folds[2]
        let row = fold.validation[1]
        let prepared = PreparedFold(data, train: fold.train, validation: [row], standardize: true)
        let solver = try #require(prepared.ridgeSolver(fitIntercept: true))
        let (coefficients, intercept) = solver.solve(l2: 1)
        let predicted = zip(coefficients, prepared.validation.storage).reduce(intercept) { $0 + $1.0 * $1.1 }
        guard case .values(let values) = data.target else { throw ModelError("classes") }
        let loss = (predicted - values[row]) * (predicted - values[row])
        let place = try #require(split.validation.firstIndex(of: row))
        #expect(abs(Double(trial.validationLosses[place]) - loss) < 1e-5 * max(1, loss))
        // The model saw all rows but the test rows.
        let everything = Standardization(fittedTo: data.features.rows(split.nonTest))
        #expect(trial.model.standardization == everything)
    }

    @Test("A split of another data set is refused")
    func otherSplit() throws {
        let data = try Experiment.cancer()
        let split = try DataSplit(try Experiment.diabetes().target, SplitConfiguration())
        #expect(throws: DataError.self) { try PackTrainer(data, split: split) }
    }

    @Test("What a trainer can't learn is invalid input and no divergence, with the fix")
    func mismatch() throws {
        let data = try Experiment.diabetes()
        let split = try DataSplit(data.target, SplitConfiguration(folds: 3))
        let trials: [TrainerConfiguration] = try [
            .softmax(SoftmaxConfiguration()), .mlp(MLPConfiguration(hidden: [65_536, 65_536])),
        ]
        let reasons = [
            "trainer softmax needs classes, but this target is numeric; use ridge or mlp, or declare the target as classes",
            "the network has 4295819265 parameters, more than 268435456: use smaller `hidden`",
        ]
        #expect(
            try results(data, split, trials.map { PackTrial(configuration: $0, seed: 0) })
                == reasons.map { .invalidInput(reason: $0) })
    }

    @Test("A matrix too large to decompose and a batch too large to hold are known before training")
    func tooLarge() throws {
        let size = FitSize(rows: 20_001, validationRows: 10, features: 30_000)
        #expect(
            TrainerConfiguration.ridge(try RidgeConfiguration()).mismatch(with: size, outputs: 1)
                == Mismatch(
                    subject: .dataSize,
                    reason: "ridge decomposes a matrix of min(rows, features) = 20001, more than 20000"))
        let wide = try MLPConfiguration(hidden: [4_096], batchSize: 1_000_000)
        #expect(
            TrainerConfiguration.mlp(wide).mismatch(with: size, outputs: 1)
                == Mismatch(
                    subject: .batchSize,
                    reason: "a batch of 20001 rows is too large for this network: use a smaller `batch_size`"))
    }
}
