import ObjectStore
import Reducers
import ResultStore

/// The results that `compare` and `promote` read.
enum StoredResults {
    /// Opens them, with what has arrived since the last reduce: a sweep that runs, or was killed, has outcomes, too.
    ///
    /// - Throws: `ResultStoreError`. Where nothing can be written, such as on a read-only disk, what was reduced must do.
    static func open(of sweeps: [String], in store: FolderStore) throws -> ResultStore {
        for sweep in sweeps { try? Reducer().catchUp(sweep: sweep, store: store) }
        return try ResultStore(path: Reducer.resultsPath(of: store), access: .reading)
    }
}
