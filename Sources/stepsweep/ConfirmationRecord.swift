import Decisions
import Foundation
import ObjectStore
import StepFunctionsEngine
import SweepModel

/// Writes down that a confirmation is going to look at the test rows. It comes before everything else, so that nobody can have
/// looked without one.
struct ConfirmationRecord {
    let draft: ConfirmationDraft
    let id: String
    let store: FolderStore
    let why: String?

    /// In the bucket, where workers of AWS and other machines look, and in this store; refused where either knows of another look.
    ///
    /// - Parameter bucket: `nil` for a sweep that has nothing to do with AWS.
    /// - Throws: `ConfirmationError.testScored`, and what the stores throw.
    func keep(in bucket: String?, by engine: StepFunctionsEngine?) async throws {
        if let split = draft.split, let scoring = draft.scoring(by: id, why: why) {
            let here = TestLedger(split, in: store)
            let unscored = try TestHistory(
                of: [draft.order.sweep], in: store, results: StoredResults.open(of: [], in: store)
            ).unscored
            try here.check(scoring, unscored: unscored)
            if let bucket, let engine {
                _ = try await engine.inBucket(bucket) {
                    try TestLedger(split, in: $0).record(scoring, unscored: unscored)
                }
            }
            try here.record(scoring, unscored: unscored)
        }
        let note = ConfirmationNote(confirmation: id, at: Date().timeIntervalSince1970)
        let sweep = draft.order.sweep
        try note.keep(for: sweep, in: store)
        // Other machines that follow the sweep find it there.
        if let bucket, let engine { try await engine.inBucket(bucket) { try note.keep(for: sweep, in: $0) } }
    }
}
