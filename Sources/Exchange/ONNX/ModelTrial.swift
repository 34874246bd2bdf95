internal import Decisions
public import ResultStore
public import SweepModel
public import TrainingCore

/// A trial whose model can be written elsewhere.
public struct ModelTrial: Sendable {
    public let outcome: TrialOutcome
    /// The model's key in the store.
    public let modelKey: String

    /// - Parameter prefix: the beginning of a trial's id; `nil` means the best trial.
    /// - Throws: `DecisionError` for what isn't there, `ExchangeError`, `ResultStoreError`.
    public init(_ prefix: String?, of sweep: String, in results: ResultStore) throws {
        guard try results.sweep(sweep) != nil else { throw DecisionError.unknownSweep(sweep) }
        outcome = try Self.find(prefix, of: sweep, in: results)
        if let failure = outcome.failure {
            throw ExchangeError.failedTrial(trial: outcome.trial, reason: failure.reason.rawValue)
        }
        guard let key = outcome.model else {
            // Only a user's program has no data set of ours.
            guard outcome.provenance.dataDigest != nil else { throw ExchangeError.programModel(trial: outcome.trial) }
            throw ExchangeError.missingModel(
                trial: outcome.trial, problem: "its model was not saved; train the sweep again")
        }
        modelKey = key
    }

    /// - Parameter bytes: what the store has under `modelKey`.
    /// - Throws: `ExchangeError.missingModel` for bytes that are missing or damaged.
    public func model(from bytes: [UInt8]?) throws(ExchangeError) -> ONNXModel {
        guard let bytes else {
            throw .missingModel(
                trial: outcome.trial, problem: "its model \(modelKey) is no longer in the store; train the sweep again")
        }
        do {
            return ONNXModel(try Model(safetensors: bytes), of: outcome.trial, origin: origin)
        } catch {
            throw .missingModel(
                trial: outcome.trial,
                problem: "its model \(modelKey) is damaged: \(error.problem); train the sweep again")
        }
    }

    private var origin: [String: String] {
        var origin = ["sweep": outcome.sweep]
        origin["data_digest"] = outcome.provenance.dataDigest
        return origin
    }

    private static func find(_ prefix: String?, of sweep: String, in results: ResultStore) throws -> TrialOutcome {
        guard let prefix else {
            guard let best = try results.rankedTrials(of: sweep, limit: 1).first, best.rank != nil else {
                throw ExchangeError.noSucceededTrial(sweep: sweep)
            }
            return best.outcome
        }
        return try results.trial(beginningWith: prefix, of: sweep)
    }
}

extension ONNXModel {
    /// A version of the registry.
    ///
    /// - Throws: `ModelError` for damaged bytes.
    public init(_ version: ModelVersion, bytes: [UInt8]) throws(ModelError) {
        var origin = ["sweep": version.sweep, "version": String(version.version)]
        origin["data_digest"] = version.dataDigest
        self.init(try Model(safetensors: bytes), of: version.trial, origin: origin)
    }
}
