public import JSON
public import SweepModel

extension TrialOutcome {
    /// An outcome that says as little as it may: tests name what they are about.
    public static func sample(
        _ trial: String, sweep: String = "digits-0123abcd", pack: String = "p0000", index: Int = 0, point: Int? = nil,
        seed: Int = 0, parameters: JSON = ["learning_rate": 0.1], metrics: [String: Double] = [:],
        failure: TrialFailure.Reason? = nil, model: String? = nil, generation: Int = 1, seconds: Double = 2,
        dataDigest: String? = "data"
    ) -> TrialOutcome {
        TrialOutcome(
            sweep: sweep, pack: pack, trial: trial, index: index, point: point ?? index, seed: seed,
            parameters: parameters, cacheKey: "key-\(trial)", status: failure == nil ? .succeeded : .failed,
            failure: failure.map { TrialFailure(reason: $0, message: "it ended with \($0.rawValue)") },
            metrics: metrics, model: model,
            cost: Cost(startedAt: 1_700_000_000 + Double(index), seconds: seconds, cpuSeconds: seconds),
            provenance: Provenance(
                generation: generation, attempt: 1, lane: .spot, host: "host", worker: "0.1.0",
                dataDigest: dataDigest, codeDigest: "code"))
    }

    /// An outcome in which nothing is left out.
    public static func complete(_ trial: String, sweep: String = "digits-0123abcd") -> TrialOutcome {
        var outcome = TrialOutcome.sample(
            trial, sweep: sweep, index: 3, point: 1, seed: 7,
            parameters: ["hidden": [64, 64], "optimizer": ["name": "adam"], "l2": 0.25, "nesterov": true],
            metrics: ["validation_accuracy": 0.97, "validation_loss": 0.125],
            model: "sweeps/\(sweep)/models/\(trial).safetensors")
        outcome.foldMetrics = [["validation_accuracy": 0.96], ["validation_accuracy": 0.98]]
        outcome.curve = ["step": [1, 2], "validation_loss": [0.5, 0.125]]
        outcome.validationLosses = "AACAPwAAAEA="
        outcome.validationErrors = "AQ=="
        outcome.testLosses = "AACAPwAAAEAAAAA/"
        outcome.testErrors = "BQ=="
        outcome.cost.peakMemoryBytes = 12_345_678
        outcome.provenance.blas = "OpenBLAS 0.3.21 Haswell"
        outcome.provenance.cachedFrom = "digits-00000000"
        return outcome
    }
}

extension WorkDocument {
    public static func sample(
        sweep: String = "digits-0123abcd", metric: Metric = Metric(name: "validation_accuracy", goal: .maximize),
        trialCount: Int = 4, seeds: [Int] = [0], maxFailedPercent: Double = 100, reduceCommand: [String]? = nil
    ) -> WorkDocument {
        WorkDocument(
            sweep: sweep, name: String(sweep.prefix { $0 != "-" }), metric: metric,
            kind: .command(CommandTemplate(program: "train.py")), trialCount: trialCount, seeds: seeds,
            trialTimeoutSeconds: ["spot": 60], maxFailedPercent: maxFailedPercent, reduceCommand: reduceCommand,
            codeDigest: "code")
    }
}
