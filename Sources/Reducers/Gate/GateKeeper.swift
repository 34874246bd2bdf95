internal import Foundation
internal import JSON
public import ObjectStore
public import SweepModel

/// Looks at what a running sweep has used, and closes its gate in time. The reducer does so for the event `{"gate": true}`.
public struct GateKeeper: Sendable {
    private let memory = OutcomeMemory()

    public init() {}

    /// Another reducer may write at the same moment; then the look is repeated.
    private static let tries = 5

    /// - Returns: the control document as it is now; `nil` for a sweep without a gate.
    /// - Throws: `ObjectStoreError`; `ReduceError.unreadableWork` for a damaged control document.
    @discardableResult
    public func look(sweep: String, store: any ObjectStore) throws -> ControlDocument? {
        try replace(sweep, store) { control in
            guard control.needsLooks else { return control }
            return control.judged(
                by: .init(try AttemptRecords(of: sweep, in: store, outcomes: store, memory), control.limits))
        }
    }

    /// Opens the gate again, for a sweep that is resumed; the next look judges anew, and counts only trials that fail from now on.
    ///
    /// - Parameter limits: from now on; `nil` for those that it had.
    /// - Returns: the control document as it is now; `nil` for a sweep without a gate.
    /// - Throws: as `look`.
    @discardableResult
    public func open(
        sweep: String, store: any ObjectStore, limits: ControlDocument.Limits? = nil
    ) throws -> ControlDocument? {
        try replace(sweep, store) { control in
            var next = ControlDocument(limits: limits ?? control.limits, usage: control.usage)
            next.forgivenTrials = try AttemptRecords(of: sweep, in: store, outcomes: store, memory).failedTrials
            return next
        }
    }

    /// Notes that all packs of an execution have gone by, so that nobody needs to look any more.
    ///
    /// - Throws: as `look`.
    public func end(sweep: String, run: Int, store: any ObjectStore) throws {
        memory.forget(sweep, in: store)
        try replace(sweep, store) { control in
            var next = control
            next.endedRun = run
            return next
        }
    }

    @discardableResult
    private func replace(
        _ sweep: String, _ store: any ObjectStore, _ change: (ControlDocument) throws -> ControlDocument
    ) throws -> ControlDocument? {
        let key = StoreKey.control(sweep)
        for _ in 1...Self.tries {
            guard let stored = try store.get(key) else { return nil }
            let control = try Self.document(stored.bytes, key)
            let next = try change(control)
            guard next != control else { return control }
            do {
                try store.put(key, Data(JSON(encoding: next).bytes(.indented)), if: .unchanged(stored.version))
                return next
            } catch ObjectStoreError.conflict {
                continue
            }
        }
        return try store.get(key).map { try Self.document($0.bytes, key) }
    }

    private static func document(_ bytes: Data, _ key: String) throws -> ControlDocument {
        do {
            return try JSON(parsing: bytes).decode(ControlDocument.self)
        } catch {
            throw ReduceError.unreadableWork(key: key, cause: "\(error)")
        }
    }
}
