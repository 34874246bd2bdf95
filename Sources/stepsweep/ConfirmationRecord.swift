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
            try here.check(scoring)
            if let bucket, let engine {
                _ = try await engine.inBucket(bucket) { try TestLedger(split, in: $0).record(scoring) }
            }
            try here.record(scoring)
        }
        try ConfirmationNote(confirmation: id, at: Date().timeIntervalSince1970)
            .keep(for: draft.order.sweep, in: store)
    }
}
