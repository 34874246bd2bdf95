internal import Foundation
internal import JSON
internal import ObjectStore
internal import SweepModel
internal import Synchronization

/// Stores finished outcomes in parts: each part is an object that is made once and never changed.
///
/// Models were put before their outcomes arrive here, and reach the disk before the part that names them appears.
final class OutcomeWriter: Sendable {
    private let store: any ObjectStore
    private let lease: PackLease
    private let key: @Sendable (Int) -> String
    private let flushSeconds: Double
    private let state = Mutex(State())

    private struct State {
        var pending: [(outcome: TrialOutcome, cleanUp: @Sendable () -> Void)] = []
        var oldest = 0.0
        var part = 0
        var stored = 0
        var succeeded = 0
    }

    /// Outcomes stored so far, and how many of them succeeded.
    var storedCount: Int { state.withLock { $0.stored } }
    var succeededCount: Int { state.withLock { $0.succeeded } }

    init(store: any ObjectStore, lease: PackLease, sweep: String, pack: String, flushSeconds: Double) {
        self.store = store
        self.lease = lease
        self.flushSeconds = flushSeconds
        let generation = lease.generation
        key = { StoreKey.outcomes(sweep, pack: pack, generation: generation, part: $0) }
    }

    /// Takes an outcome; `cleanUp` runs once it is stored for good.
    func add(_ outcome: TrialOutcome, cleanUp: @escaping @Sendable () -> Void = {}) {
        state.withLock { state in
            if state.pending.isEmpty { state.oldest = Clock.awake() }
            state.pending.append((outcome, cleanUp))
        }
    }

    /// Stores what is pending, if the oldest of it has waited long enough.
    func flushWhenDue() throws {
        let isDue = state.withLock { !$0.pending.isEmpty && Clock.awake() - $0.oldest >= flushSeconds }
        if isDue { try flush() }
    }

    /// Stores all that is pending.
    ///
    /// - Throws: `LeaseLost` where the pack belongs to another worker now.
    func flush() throws {
        try state.withLock { state throws in
            guard !state.pending.isEmpty else { return }
            var lines: [UInt8] = []
            for pending in state.pending {
                lines += pending.outcome.json.bytes()
                lines.append(UInt8(ascii: "\n"))
            }
            try put(Data(lines), &state)
            state.stored += state.pending.count
            state.succeeded += state.pending.count { $0.outcome.status == .succeeded }
            for pending in state.pending { pending.cleanUp() }
            state.pending.removeAll(keepingCapacity: true)
        }
    }

    /// Names that are taken are passed over: who deletes a lease by hand lets generations begin at 1 again.
    private func put(_ lines: Data, _ state: inout State) throws {
        let namesModels = state.pending.contains { $0.outcome.model != nil }
        while true {
            guard try lease.isHeld() else { throw LeaseLost() }
            defer { state.part += 1 }
            do {
                try store.put(key(state.part), lines, if: .absent, durability: namesModels ? .ordered : .synchronised)
                return
            } catch ObjectStoreError.conflict {}
        }
    }
}

/// Another worker holds the pack's lease: nothing more may be written.
struct LeaseLost: Error {}
