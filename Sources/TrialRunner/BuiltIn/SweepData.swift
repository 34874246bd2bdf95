internal import Foundation
internal import ObjectStore
internal import SweepModel
internal import TrainingCore

/// The sweep's data as trainers take it, each reading made once and remembered, a failed one too.
///
/// Where the sweep file names no task, the target decides; but a ridge regression takes whole numbers as numbers, which
/// others take as classes. So a pack may hold two readings of one file.
final class SweepData {
    /// Why the data can't be used, or not split as asked.
    struct Problem: Error, Equatable {
        /// The key of the sweep file that would have to be another.
        let key: String
        let message: String
    }

    let source: SweepModel.DataSource
    /// Whether models are scored on the test rows.
    private let scoresTest: Bool
    private let path: String
    private let targetPath: String?
    private var readings: [TrainingCore.DataSource.Kind: Result<PackTrainer, Problem>] = [:]

    /// - Parameter path: where the data file is, and `targetPath` the file of targets.
    init(source: SweepModel.DataSource, path: String, targetPath: String?, scoresTest: Bool = false) {
        self.scoresTest = scoresTest
        self.source = source
        self.path = path
        self.targetPath = targetPath
    }

    /// Checks that the store's files are those that the sweep was planned with.
    ///
    /// - Throws: `WorkerError.invalidDocument` for a file that is missing or was changed.
    convenience init(
        store: any ObjectStore, source: SweepModel.DataSource, digest: String, targetDigest: String?,
        scoresTest: Bool = false
    ) throws {
        self.init(
            source: source, path: try Self.checkedPath(of: source.path, digest: digest, store: store),
            targetPath: try source.targetPath.map {
                try Self.checkedPath(of: $0, digest: targetDigest ?? digest, store: store)
            }, scoresTest: scoresTest)
    }

    /// The trainer over the data as `configuration` takes it, with the sweep's split.
    func trainer(for configuration: TrainerConfiguration) throws(Problem) -> PackTrainer {
        let usual = try trainer()
        guard source.task == nil, case .ridge = configuration, case .classes = usual.data.target else { return usual }
        return try trainer(.values)
    }

    /// The trainer over the data by the sweep's own task, or as the target looks.
    func trainer() throws(Problem) -> PackTrainer {
        switch source.task {
        case .classification: try trainer(.classes)
        case .regression: try trainer(.values)
        case nil: try trainer(.automatic)
        }
    }

    private func trainer(_ kind: TrainingCore.DataSource.Kind) throws(Problem) -> PackTrainer {
        if let known = readings[kind] { return try known.get() }
        let reading = Result { () throws(Problem) in try read(kind) }
        readings[kind] = reading
        return try reading.get()
    }

    private func read(_ kind: TrainingCore.DataSource.Kind) throws(Problem) -> PackTrainer {
        let data: DataSet
        do {
            data = try DataSet(
                loading: TrainingCore.DataSource(path: path, target: source.target, targetPath: targetPath, kind: kind))
        } catch {
            throw Problem(key: key(of: error), message: error.description)
        }
        do {
            let split = try DataSplit(data.target, try splitConfiguration(), file: source.path)
            return try PackTrainer(
                data, split: split, standardize: source.standardize, scoresTest: scoresTest && !split.test.isEmpty)
        } catch {
            throw Problem(key: "data.split", message: "\(error)")
        }
    }

    private func key(of error: DataError) -> String {
        if error.isAboutTarget { return "data.target" }
        return error.file == targetPath ? "data.target_path" : "data.path"
    }

    private func splitConfiguration() throws(ConfigurationError) -> SplitConfiguration {
        let split = source.split
        return try SplitConfiguration(
            validationFraction: split.validation, testFraction: split.test, folds: source.folds,
            stratified: split.stratify, seed: UInt64(bitPattern: Int64(split.seed)))
    }

    private static func checkedPath(of file: String, digest: String, store: any ObjectStore) throws -> String {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        let key = StoreKey.data(digest, name: name)
        guard let path = try store.file(of: key) ?? store.file(at: file) else {
            throw WorkerError.invalidDocument(key: key, problem: "is not in the store; launch the sweep again")
        }
        let found = Digest.sha256(try Data(contentsOf: URL(fileURLWithPath: path)))
        guard found == digest else {
            throw WorkerError.invalidDocument(
                key: key,
                problem: "its bytes were changed: their SHA-256 is \(found); delete it and launch the sweep again")
        }
        return path
    }
}
