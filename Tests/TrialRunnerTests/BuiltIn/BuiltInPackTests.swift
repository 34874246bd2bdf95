import Foundation
import JSON
import ObjectStore
import SweepModel
import TestSupport
import Testing
import TrainingCore

/// The real worker with the built-in trainers.
struct BuiltInPackTests {
    /// 120 rows in which `y` is nearly 2a - b, `kind` its sign, and `level` a whole number.
    private static func csv(target: String) -> String {
        var text = "a,b,\(target)\n"
        for row in 0..<120 {
            let a = Double(row % 11) - 5
            let b = Double(row * row % 17) / 3 - 2.5
            let y = 2 * a - b + Double(row % 3) * 0.1
            let value = target == "y" ? "\(y)" : target == "kind" ? (y > 0 ? "up" : "down") : "\(Int(abs(y)) % 3)"
            text += "\(a),\(b),\(value)\n"
        }
        return text
    }

    @Test("A ridge pack gives metrics, row losses, models and cards; a second start trains nothing")
    func ridge() throws {
        let penalties = [0.1, 1, 10, 100]
        let fixture = try WorkerFixture(
            csv: Self.csv(target: "y"), source: .init(path: "data.csv"), metric: "validation_rmse",
            parameters: penalties.map { ["trainer": "ridge", "l2": .number($0)] })
        #expect(try fixture.run().exitCode == 0)
        let outcomes = try fixture.outcomes()
        #expect(outcomes.map(\.trial) == fixture.trials.map(\.id))
        let errors = try outcomes.map { try #require($0.metrics["validation_rmse"]) }
        #expect(errors == errors.sorted() && errors[0] < 0.2)
        for outcome in outcomes {
            #expect(outcome.status == .succeeded && outcome.foldMetrics.isEmpty && outcome.curve.isEmpty)
            #expect(Data(base64Encoded: outcome.validationLosses ?? "")?.count == 4 * 24)
            #expect(outcome.provenance.dataDigest == Digest.sha256(Self.csv(target: "y").utf8))
            #expect(outcome.provenance.blas?.isEmpty == false)
            let key = try #require(outcome.model)
            let stored = try #require(try fixture.store.get(key))
            let model = try Model(safetensors: Array(stored.bytes))
            #expect(model.featureNames == ["a", "b"])
            let cardKey = StoreKey.modelCard(WorkerFixture.sweep, trial: outcome.trial)
            let card = try JSON(parsing: try #require(try fixture.store.get(cardKey)).bytes)
            #expect(card["schema"] == "stepsweep.model-card" && card["version"] == 1)
            #expect(card["trial"]?.string == outcome.trial && card["parameters"] == outcome.parameters)
            #expect(card["metrics"]?["validation_rmse"]?.double == outcome.metrics["validation_rmse"])
            #expect(card["data"]?["digest"]?.string == outcome.provenance.dataDigest)
        }
        #expect(try fixture.run().exitCode == 0)
        #expect(try fixture.isComplete())
    }

    @Test("A mixed pack reads one file as each trainer takes it; folds have their metrics")
    func mixedPack() throws {
        let fixture = try WorkerFixture(
            csv: Self.csv(target: "level"), source: .init(path: "data.csv", folds: 3), metric: "validation_loss",
            parameters: [
                ["trainer": "softmax"], ["trainer": "ridge"], ["trainer": "mlp", "epochs": 3, "hidden": 8],
            ])
        #expect(try fixture.run().exitCode == 0)
        let outcomes = try fixture.outcomes()
        #expect(outcomes.map(\.status) == [.succeeded, .succeeded, .succeeded])
        #expect(outcomes.map { $0.metrics["validation_accuracy"] != nil } == [true, false, true])
        #expect(outcomes.map(\.foldMetrics.count) == [3, 3, 3])
        #expect(outcomes[2].curve["step"] == [1, 2, 3])
    }

    @Test("A trial's result is the same alone and in a pack, to the last bit")
    func packIsNoMatter() throws {
        let parameters: [JSON] = [
            ["trainer": "mlp", "epochs": 2, "hidden": [5]], ["trainer": "softmax", "l2": 0.1],
            ["trainer": "mlp", "epochs": 2, "learning_rate": 0.01],
        ]
        func outcomes(_ parameters: [JSON]) throws -> [String: [String: Double]] {
            let fixture = try WorkerFixture(
                csv: Self.csv(target: "kind"), source: .init(path: "data.csv"), metric: "validation_loss",
                parameters: parameters)
            #expect(try fixture.run().exitCode == 0)
            return Dictionary(uniqueKeysWithValues: try fixture.outcomes().map { ($0.trial, $0.metrics) })
        }
        let together = try outcomes(parameters)
        for one in parameters {
            for (trial, metrics) in try outcomes([one]) { #expect(together[trial] == metrics) }
        }
    }

    @Test("Parameters and data that a trainer refuses fail their own trials only")
    func invalidInput() throws {
        let fixture = try WorkerFixture(
            csv: Self.csv(target: "kind"), source: .init(path: "data.csv"), metric: "validation_accuracy",
            parameters: [
                ["trainer": "softmax", "l2": -1], ["trainer": "ridge"], ["trainer": "softmax"],
                ["trainer": "softmax", "optimizer": "sgd", "learning_rate": 1e6, "l2": 1e9],
            ])
        #expect(try fixture.run().exitCode == 0)
        var failures: [String: TrialFailure] = [:]
        for outcome in try fixture.outcomes() { failures[outcome.trial] = outcome.failure }
        let ids = fixture.trials.map(\.id)
        #expect(failures[ids[0]]?.reason == .invalidInput)
        #expect(failures[ids[0]]?.message == "l2: must be a number between 0 and 1000000000000, received -1")
        #expect(failures[ids[1]]?.reason == .invalidInput)
        #expect(failures[ids[2]] == nil)
        #expect(failures[ids[3]]?.reason == .diverged)
    }

    @Test("A target that the trainer can't learn, and a network too large, are invalid input")
    func mismatch() throws {
        let fixture = try WorkerFixture(
            csv: Self.csv(target: "y"), source: .init(path: "data.csv"), metric: "validation_loss",
            parameters: [["trainer": "softmax"], ["trainer": "mlp", "hidden": [65_536, 65_536]]])
        #expect(try fixture.run().exitCode == 0)
        let failures = try fixture.outcomes().compactMap(\.failure)
        #expect(failures.map(\.reason) == [.invalidInput, .invalidInput])
        #expect(failures.first?.message.hasPrefix("trainer softmax needs classes, but this target is numeric") == true)
    }

    @Test("A metric that the trainer doesn't report is a missing metric, with those it does")
    func missingMetric() throws {
        let fixture = try WorkerFixture(
            csv: Self.csv(target: "y"), source: .init(path: "data.csv"), metric: "validation_accuracy",
            parameters: [["trainer": "ridge"]])
        #expect(try fixture.run().exitCode == 0)
        let failure = try #require(try fixture.outcomes()[0].failure)
        #expect(failure.reason == .missingMetric)
        #expect(
            failure.message.hasPrefix(
                "the trainer reports no validation_accuracy for this data, only model_parameters, train_loss"))
    }

    @Test("Data that can't be read fails every trial; data that was changed or is gone fails the pack with 65")
    func badData() throws {
        func fixture(_ csv: String) throws -> WorkerFixture {
            try WorkerFixture(
                csv: csv, source: .init(path: "folder/data.csv"), metric: "validation_rmse",
                parameters: [["trainer": "ridge"], ["trainer": "ridge", "l2": 2]])
        }
        for csv in ["", "a,b\n", "a,b\n1,2\n", "a,b\n1\n", "\u{0}", "a,b\nx,y\n"] {
            let fixture = try fixture(csv)
            #expect(try fixture.run().exitCode == 0)
            #expect(try fixture.outcomes().map(\.failure?.reason) == [.invalidInput, .invalidInput])
        }
        let good = Self.csv(target: "y")
        let key = StoreKey.data(Digest.sha256(good.utf8), name: "data.csv")
        let changed = try fixture(good)
        try changed.store.put(key, Data("a,b\n1,2\n".utf8))
        let result = try changed.run()
        #expect(result.exitCode == 65 && result.errorOutput.contains("its bytes were changed"))
        try changed.store.delete(key)
        #expect(try changed.run().exitCode == 65)
        try changed.store.put(key, Data(good.utf8))
        #expect(try changed.run().exitCode == 0)
    }

    @Test("Training that takes too long fails by its time limit; the next trial runs")
    func timeout() throws {
        let fixture = try WorkerFixture(
            csv: Self.csv(target: "y"), source: .init(path: "data.csv"), metric: "validation_rmse", timeoutSeconds: 1,
            parameters: [
                ["trainer": "mlp", "epochs": 100_000, "hidden": [512, 512]], ["trainer": "mlp", "epochs": 1],
            ])
        #expect(try fixture.run().exitCode == 0)
        #expect(try fixture.outcomes().map(\.failure?.reason) == [.timeout, nil])
    }

    @Test("SIGTERM ends training at once with 75, and the pack goes on where it was")
    func stopped() throws {
        let fixture = try WorkerFixture(
            csv: Self.csv(target: "y"), source: .init(path: "data.csv"), metric: "validation_rmse",
            parameters: [["trainer": "ridge"], ["trainer": "mlp", "epochs": 100_000, "hidden": [512, 512]]])
        let worker = try fixture.start()
        try eventually { worker.outputSoFar.contains("trial.progress") }
        worker.signal(SIGTERM)
        let result = worker.finish()
        #expect(result.exitCode == 75)
        #expect(try fixture.outcomes().map(\.trial) == [fixture.trials[0].id])
        #expect(
            try events(result).contains {
                if case .trialProgress(fixture.trials[1].id, _, _, _) = $0 { true } else { false }
            })
    }
}
