internal import Foundation
internal import ObjectStore
internal import SweepModel
internal import TrainingCore

/// The sweep's data as trainers take it, read from the store once a pack.
///
/// Where the sweep file names no task, the target decides; but a ridge regression takes whole numbers as numbers, which
/// others take as classes. So a pack may hold two readings of one file.
final class SweepData {
    let source: SweepModel.DataSource
    private let path: String
    private let targetPath: String?
    private var prepared: [TrainingCore.DataSource.Kind: Prepared] = [:]

    private struct Prepared {
        let target: Target
        let trainer: PackTrainer
    }

    /// Checks that the store's files are those that the sweep was planned with.
    ///
    /// - Throws: `WorkerError.invalidDocument` for a file that is missing or was changed.
    init(store: FolderStore, source: SweepModel.DataSource, digest: String, targetDigest: String?) throws {
        self.source = source
        path = try Self.checkedPath(of: source.path, digest: digest, store: store)
        targetPath = try source.targetPath.map {
            try Self.checkedPath(of: $0, digest: targetDigest ?? digest, store: store)
        }
    }

    /// The trainer over the data as `configuration` takes it, with the sweep's split.
    ///
    /// - Throws: `DataError` or `ConfigurationError`: data or a split that can't be used.
    func trainer(for configuration: TrainerConfiguration) throws -> PackTrainer {
        switch source.task {
        case .classification: return try prepare(.classes).trainer
        case .regression: return try prepare(.values).trainer
        case nil: break
        }
        let automatic = try prepare(.automatic)
        if case .ridge = configuration, case .classes = automatic.target { return try prepare(.values).trainer }
        return automatic.trainer
    }

    private func prepare(_ kind: TrainingCore.DataSource.Kind) throws -> Prepared {
        if let known = prepared[kind] { return known }
        let data = try DataSet(
            loading: TrainingCore.DataSource(path: path, target: source.target, targetPath: targetPath, kind: kind))
        let split = try DataSplit(data.target, try splitConfiguration(), file: source.path)
        let trainer = try PackTrainer(data, split: split, standardize: source.standardize)
        let result = Prepared(target: data.target, trainer: trainer)
        prepared[kind] = result
        return result
    }

    private func splitConfiguration() throws(ConfigurationError) -> SplitConfiguration {
        let split = source.split
        return try SplitConfiguration(
            validationFraction: split.validation, testFraction: split.test, folds: source.folds,
            stratified: split.stratify, seed: UInt64(bitPattern: Int64(split.seed)))
    }

    private static func checkedPath(of file: String, digest: String, store: FolderStore) throws -> String {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        let key = StoreKey.data(digest, name: name)
        guard let stored = try store.get(key) else {
            throw WorkerError.invalidDocument(key: key, problem: "is not in the store; launch the sweep again")
        }
        let found = Digest.sha256(stored.bytes)
        guard found == digest else {
            throw WorkerError.invalidDocument(
                key: key,
                problem: "its bytes were changed: their SHA-256 is \(found); delete it and launch the sweep again")
        }
        return try store.path(of: key)
    }
}
