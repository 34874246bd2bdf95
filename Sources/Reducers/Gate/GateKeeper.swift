internal import Foundation
internal import JSON
public import ObjectStore
public import SweepModel

/// Looks at what a running sweep has used, and closes its gate in time. The reducer does so for the event `{"gate": true}`.
public struct GateKeeper: Sendable {
    public init() {}

    /// Another reducer may write at the same moment; then the look is repeated.
    private static let tries = 5

    /// - Returns: the control document as it is now; `nil` for a sweep without a gate.
    /// - Throws: `ObjectStoreError`; `ReduceError.unreadableWork` for a damaged control document.
    @discardableResult
    public func look(sweep: String, store: any ObjectStore) throws -> ControlDocument? {
        try replace(sweep, store) { control in
            control.judged(by: try UsageReading(sweep: sweep, store: store, limits: control.limits).usage())
        }
    }

    /// Opens the gate again, for a sweep that is resumed; the next look judges anew.
    ///
    /// - Returns: the control document as it is now; `nil` for a sweep without a gate.
    /// - Throws: as `look`.
    @discardableResult
    public func open(sweep: String, store: any ObjectStore) throws -> ControlDocument? {
        try replace(sweep, store) { ControlDocument(limits: $0.limits, usage: $0.usage) }
    }

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
