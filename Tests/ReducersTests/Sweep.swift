import Foundation
import JSON
import ObjectStore
import Reducers
import ResultStore
import SweepModel
import TestSupport

/// A sweep in a folder of its own, as the planner and the workers leave it.
struct Sweep {
    let folder: TemporaryFolder
    let store: FolderStore
    let work: WorkDocument

    init(_ work: WorkDocument = .sample()) throws {
        folder = try TemporaryFolder()
        store = try FolderStore(root: folder.path + "/store")
        self.work = work
        try store.put(StoreKey.work(work.sweep), JSONEncoder().encode(work))
    }

    /// Stores one flush of a worker, a line an outcome.
    @discardableResult
    func add(_ outcomes: [TrialOutcome], pack: String = "p0000", generation: Int = 1, part: Int = 1) throws -> String {
        try addLines(
            outcomes.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }, pack: pack,
            generation: generation, part: part)
    }

    @discardableResult
    func addLines(_ lines: [String], pack: String = "p0000", generation: Int = 1, part: Int = 1) throws -> String {
        let key = StoreKey.outcomes(work.sweep, pack: pack, generation: generation, part: part)
        try store.put(key, Data(lines.map { $0 + "\n" }.joined().utf8), if: .absent)
        return key
    }

    func reduce() throws -> ReduceResult {
        try Reducer(commandFolder: folder.path).reduce(sweep: work.sweep, store: store)
    }

    func results() throws -> ResultStore {
        try ResultStore(path: Reducer.resultsPath(of: store), access: .reading)
    }
}
