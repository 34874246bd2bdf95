internal import Foundation
internal import JSON
internal import ObjectStore
internal import SweepModel
internal import Synchronization

/// The right to write a pack's outcomes, held by one worker at a time.
///
/// A lease is an object: made only where there is none, renewed and taken over by compare-and-swap. Its holder writes only
/// while the last renewal is younger than the lease is long by a clock that goes on in sleep; a second worker takes over only
/// after it has *watched* the object unchanged for that long. So no clock of one host is compared with another's.
final class PackLease: Sendable {
    /// 1 for the pack's first start, one more for each takeover.
    let generation: Int
    private let store: any ObjectStore
    private let key: String
    private let state: Mutex<State>

    private struct State {
        var document: LeaseDocument
        var version: ObjectVersion
        /// By `Clock.elapsed`, taken before the store was asked.
        var renewedAt: Double
        var isLost = false
    }

    init(store: any ObjectStore, key: String, document: LeaseDocument, version: ObjectVersion, renewedAt: Double) {
        self.store = store
        self.key = key
        generation = document.generation
        state = Mutex(State(document: document, version: version, renewedAt: renewedAt))
    }

    /// Renews where a third of the lease's time has passed.
    ///
    /// - Returns: false where another worker has taken the pack over.
    func keep() throws -> Bool {
        try state.withLock { state throws in
            let age = Clock.elapsed() - state.renewedAt
            if state.isLost { return false }
            return age < state.document.seconds / 3 ? true : try renew(&state)
        }
    }

    /// Whether what is written now is written under this lease; renews it where that isn't certain.
    func isHeld() throws -> Bool {
        try state.withLock { state throws in
            let age = Clock.elapsed() - state.renewedAt
            if state.isLost { return false }
            return age < state.document.seconds * 0.8 ? true : try renew(&state)
        }
    }

    /// Lets the next worker in at once. Where that fails, it waits until the lease is stale.
    func release() {
        state.withLock { state in
            guard !state.isLost else { return }
            state.document.released = true
            state.isLost = true
            _ = try? store.put(
                key, Self.bytes(of: state.document), if: .unchanged(state.version), durability: .deferred)
        }
    }

    private func renew(_ state: inout State) throws -> Bool {
        let now = Clock.elapsed()
        state.document.renewedAt = Clock.wall()
        do {
            state.version = try store.put(
                key, Self.bytes(of: state.document), if: .unchanged(state.version), durability: .deferred)
            state.renewedAt = now
            return true
        } catch ObjectStoreError.conflict {
            state.isLost = true
            return false
        }
    }

    static func bytes(of document: LeaseDocument) -> Data {
        let holder = document.holder
        let json: JSON = [
            "generation": .integer(document.generation), "renewedAt": .number(document.renewedAt),
            "seconds": .number(document.seconds), "released": .bool(document.released),
            "holder": [
                "host": .string(holder.host), "boot": holder.boot.map(JSON.string) ?? .null,
                "process": .integer(Int(holder.process)), "token": .string(holder.token),
                "startedAt": holder.startedAt.map { .integer(Int(clamping: $0)) } ?? .null,
            ],
        ]
        return Data(json.bytes())
    }
}
