internal import Foundation
internal import ObjectStore
internal import SweepModel

/// Whether a worker may score the test rows: only where the store has the record of it, which comes before.
struct TestPermission {
    let work: WorkDocument

    /// - Throws: `WorkerError.invalidDocument` for a confirmation without its record.
    func check(in store: any ObjectStore) throws {
        guard work.scoresTest else { return }
        guard let split = TestSplit(of: work), try isRecorded(split, in: store) else {
            throw WorkerError.invalidDocument(
                key: StoreKey.work(work.sweep),
                problem:
                    "asks for test scores that no record in the store allows; only `stepsweep confirm` makes one: run it"
                    + " again for \(work.confirms?.sweep ?? "the sweep")")
        }
    }

    private func isRecorded(_ split: TestSplit, in store: any ObjectStore) throws -> Bool {
        try store.list(prefix: StoreKey.testScorings(split.id)).contains { key in
            guard let object = try store.get(key) else { return false }
            return (try? JSONDecoder().decode(TestScoring.self, from: object.bytes))?.confirmation == work.sweep
        }
    }
}
