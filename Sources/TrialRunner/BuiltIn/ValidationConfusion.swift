internal import Foundation
public import ObjectStore
public import SweepModel
internal import TrainingCore

/// How often a saved model predicts each class for each true one, on the rows that validated it.
public struct ValidationConfusion: Sendable, Equatable {
    /// Why there is none, in a sentence.
    public struct Problem: Error, Sendable, Equatable {
        public let reason: String
    }

    public let labels: [String]
    /// A row a true class, a column a predicted one, in the order of `labels`.
    public let counts: [[Int]]

    /// Reads the sweep's data as its trainers did, and predicts with the model.
    ///
    /// - Parameter model: the key of its safetensors file.
    /// - Throws: `Problem`, also where the store can't be read.
    public init(
        model key: String, source: SweepModel.DataSource, digest: String, targetDigest: String?, store: any ObjectStore
    )
        throws(Problem)
    {
        guard source.folds == nil else {
            throw Problem(
                reason: "Its score comes from cross-validation; the saved model has seen every one of those rows.")
        }
        do {
            try BLASLibrary.require()
            guard let object = try store.get(key) else {
                throw Problem(reason: "Its model is not in this store.")
            }
            let model = try Model(safetensors: Array(object.bytes))
            guard model.isClassifier else { throw Problem(reason: "It predicts numbers, not classes.") }
            let data = try SweepData(store: store, source: source, digest: digest, targetDigest: targetDigest)
            try self.init(model, on: try data.trainer())
        } catch let problem as Problem {
            throw problem
        } catch let problem as SweepData.Problem {
            throw Problem(reason: "The sweep's data can't be read again: \(problem.message).")
        } catch {
            throw Problem(reason: "It can't be reckoned: \(error).")
        }
    }

    private init(_ model: Model, on trainer: PackTrainer) throws {
        guard case .classes(let classes, let labels) = trainer.data.target, labels == model.labels else {
            throw Problem(reason: "The sweep's data have other classes than its model.")
        }
        let rows = trainer.split.validation
        let features = trainer.data.features
        let chosen = Matrix(
            rows: rows.count, columns: features.columns, storage: rows.flatMap { Array(features.row($0)) })
        guard let chosen, case .classes(let predicted, _) = try model.predict(chosen) else {
            throw Problem(reason: "Its model does not predict classes.")
        }
        self.labels = labels
        counts = ConfusionTable(truth: rows.map { classes[$0] }, predicted: predicted, classes: labels.count).counts
    }
}
