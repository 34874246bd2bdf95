internal import Foundation
internal import ObjectStore
internal import SweepModel

/// What two sweeps must have in common for their rows to be the same rows: the data and how they were split.
enum Comparability: Sendable, Hashable {
    /// Digests of data and targets, target column, split and folds.
    case data(String)
    /// A user's program: nothing is known about what it scores on, so that only trials of one sweep are comparable.
    case sweep(String)

    /// Reads it from the sweep's work document; a sweep whose document is gone stands for itself.
    init(of sweep: String, in store: FolderStore) throws {
        guard let bytes = try store.get(StoreKey.work(sweep))?.bytes,
            let work = try? JSONDecoder().decode(WorkDocument.self, from: bytes),
            case .builtIn(var data, let digest, let targetDigest) = work.kind
        else {
            self = .sweep(sweep)
            return
        }
        // Where the files lie, and how features are scaled, change no row.
        data.path = ""
        data.targetPath = nil
        data.standardize = true
        self = .data("\(digest) \(targetDigest ?? "") \(data)")
    }
}
