import Decisions
import ObjectStore
import SweepEngines
import SweepModel

/// The confirmations of some sweeps, as far as this store knows of them.
struct SweepConfirmations {
    let ids: [String]
    /// Those that run on this machine at this moment.
    let running: Set<String>

    /// - Throws: `ObjectStoreError`.
    init(of sweeps: [String], in store: FolderStore) throws {
        ids = try sweeps.flatMap { try ConfirmationNote.all(of: $0, in: store).map(\.confirmation) }
        guard !ids.isEmpty else {
            running = []
            return
        }
        let inspector = SweepInspector(store: store)
        running = try Set(ids.filter { try store.exists(StoreKey.work($0)) && inspector.isRunning($0) })
    }
}
