internal import Foundation
internal import ObjectStore
internal import SweepModel

/// What two sweeps must have in common for their rows to be the same rows.
enum Comparability: Sendable, Equatable {
    case rows(ScoredRows)
    /// A user's program: nothing is known about what it scores on, so that only trials of one sweep are comparable.
    case sweep(String)

    /// Reads it from the sweep's work document; a sweep whose document is gone stands for itself.
    init(of sweep: String, in store: FolderStore) throws {
        guard let work = try WorkDocument.stored(sweep, in: store), let rows = ScoredRows(work) else {
            self = .sweep(sweep)
            return
        }
        self = .rows(rows)
    }
}

/// The data of built-in trainers and how they were split. Where the files lay, and how features are scaled, change no row.
struct ScoredRows: Sendable, Equatable {
    let dataDigest: String
    let targetDigest: String?
    let target: String?
    let task: DataSource.Task?
    let split: DataSource.Split
    let folds: Int?

    /// `nil` for a user's program.
    init?(_ work: WorkDocument) {
        guard case .builtIn(let data, let dataDigest, let targetDigest) = work.kind else { return nil }
        self.dataDigest = dataDigest
        self.targetDigest = targetDigest
        target = data.target
        task = data.task
        split = data.split
        folds = data.folds
    }
}
