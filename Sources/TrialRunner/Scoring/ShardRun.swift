internal import Foundation
internal import JSON
public import ObjectStore
internal import SweepModel
internal import TrainingCore

/// One start of a worker on one shard: reads its rows and its arm's model, and writes what the model says of each row.
///
/// Nothing is kept of an unfinished shard: equal rows give equal bytes, whoever scores them and how often.
public struct ShardRun {
    private let settings: ShardSettings
    private let store: any ObjectStore
    private let stop: StopSignal

    /// Rows that are scored between two looks at the stop signal.
    private static let blockRows = 1_024

    /// - Parameter store: the one that `settings.store` names.
    public init(settings: ShardSettings, store: any ObjectStore, stop: StopSignal) {
        self.settings = settings
        self.store = store
        self.stop = stop
    }

    /// - Throws: `WorkerError` or `ObjectStoreError`.
    public func run() throws -> WorkerExit {
        let document = try document()
        let result = StoreKey.scoringResult(settings.scoring, settings.shard)
        if try store.exists(result) { return .success }
        guard let arm = document.arms.first(where: { $0.name == settings.arm }) else {
            throw WorkerError.invalidDocument(
                key: StoreKey.scoringDocument(settings.scoring), problem: "it has no arm `\(settings.arm)`")
        }
        let model = try model(of: arm)
        let key = StoreKey.scoringShard(settings.scoring, settings.shard)
        let rows = ScoredRows(arm: arm, labels: document.labels, model: model)
        guard let lines = try scored(bytes(at: key), at: key, rows, model.featureNames.count) else {
            return .interrupted
        }
        do {
            try store.put(result, lines, if: .absent)
        } catch let conflict as ObjectStoreError where conflict == .conflict(key: result) {
            // Another attempt was quicker, with the same bytes.
            guard try store.exists(result) else { throw conflict }
        }
        return .success
    }

    private func document() throws -> ScoringDocument {
        let key = StoreKey.scoringDocument(settings.scoring)
        do {
            return try JSON(parsing: bytes(at: key)).decode(ScoringDocument.self)
        } catch let error as DecodingError {
            throw WorkerError.invalidDocument(key: key, problem: "it is no scoring's document: \(error)")
        } catch let error as JSONSyntaxError {
            throw WorkerError.invalidDocument(key: key, problem: "it is not JSON: \(error)")
        }
    }

    private func model(of arm: ScoringArm) throws -> Model {
        let key = StoreKey.scoringModel(settings.scoring, digest: arm.digest)
        let bytes = try bytes(at: key)
        guard Digest.sha256(bytes) == arm.digest else {
            throw WorkerError.invalidDocument(key: key, problem: "its bytes are not those of the model")
        }
        do {
            try BLASLibrary.require()
            return try Model(safetensors: Array(bytes))
        } catch let error as ModelError {
            throw WorkerError.invalidDocument(key: key, problem: error.problem)
        } catch let error as BLASMissing {
            throw WorkerError.system(action: "predict", cause: "\(error)", fix: "install a BLAS")
        }
    }

    /// `nil` where the worker was asked to stop.
    private func scored(_ bytes: Data, at key: String, _ rows: ScoredRows, _ features: Int) throws -> Data? {
        var lines = Data()
        do {
            var table = try RowTable(bytes: Array(bytes), file: key)
            var block = RowBlock(features: features)
            while try table.next() {
                try block.add(&table)
                guard block.count == Self.blockRows else { continue }
                if stop.reason != nil { return nil }
                lines.append(contentsOf: try rows.lines(of: block).utf8)
                block.removeAll()
            }
            if block.count > 0 { lines.append(contentsOf: try rows.lines(of: block).utf8) }
        } catch let error as DataError {
            throw WorkerError.invalidDocument(key: key, problem: "\(error)")
        } catch let error as ModelError {
            throw WorkerError.invalidDocument(key: key, problem: error.problem)
        }
        return stop.reason == nil ? lines : nil
    }

    private func bytes(at key: String) throws -> Data {
        guard let bytes = try store.get(key)?.bytes else {
            throw WorkerError.invalidDocument(key: key, problem: "it is not in the store; score the input again")
        }
        return bytes
    }
}
