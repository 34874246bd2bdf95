internal import Foundation
internal import JSON
public import ObjectStore
internal import SweepModel

extension Reducer {
    /// What a job exits with that may fare better when it runs again: sysexits' "temporary failure".
    public static let temporaryFailure = 75

    /// Reduces, and leaves the answer where the state machine reads it: the reducer as a Batch job.
    ///
    /// The object is written whole or not at all, after everything else. A job that was killed runs again and leaves the same
    /// answer, and so do two at once.
    ///
    /// - Parameter run: the number of the sweep's execution.
    /// - Throws: as `reduce`.
    public func decide(sweep: String, run: Int, store: any ObjectStore) throws -> ReduceResult {
        let result = try reduce(sweep: sweep, store: store)
        try GateKeeper().end(sweep: sweep, run: run, store: store)
        try store.put(StoreKey.decision(sweep, run: String(run)), Data(result.json.bytes(.indented)))
        return result
    }

    /// How a job ends that met this error: a store that can't be reached may be there again in a moment.
    public static func exitCode(of error: any Error) -> Int {
        switch error {
        case ObjectStoreError.unavailable, ObjectStoreError.conflict: temporaryFailure
        default: 1
        }
    }
}
