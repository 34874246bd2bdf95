internal import ObjectStore
internal import ResultStore
internal import SweepModel

/// A confirmation that was begun and has not ended.
public struct OpenConfirmation: Sendable, Equatable {
    public let confirmation: String
    /// Trials without an outcome; `nil` where this store doesn't have the confirmation itself, as of one on another machine.
    public let missing: Int?
    public let isRunning: Bool
}

extension OpenConfirmation {
    /// Of a sweep, the earliest first.
    ///
    /// - Parameter running: sweeps that run at this moment.
    static func all(
        of sweep: String, running: Set<String>, in results: ResultStore, store: any ObjectStore
    ) throws -> [OpenConfirmation] {
        try ConfirmationNote.all(of: sweep, in: store).compactMap { note in
            let work = try WorkDocument.stored(note.confirmation, in: store)
            let missing = try results.sweep(note.confirmation)?.missing ?? work?.trialCount
            guard missing != 0 else { return nil }
            return OpenConfirmation(
                confirmation: note.confirmation, missing: work == nil ? nil : missing,
                isRunning: running.contains(note.confirmation))
        }
    }
}
