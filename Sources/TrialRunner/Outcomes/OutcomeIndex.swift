internal import Foundation
internal import JSON
internal import ObjectStore
internal import SweepModel

/// Which trials of a pack have an outcome already.
struct OutcomeIndex {
    struct Entry {
        var succeeded: Bool
        var generation: Int
    }

    private(set) var entries: [String: Entry] = [:]

    /// Reads every record that was stored for the pack; of several for one trial, a succeeded one counts.
    init(store: FolderStore, sweep: String, pack: String) throws {
        for key in try store.list(prefix: StoreKey.outcomes(sweep, pack: pack)) where key.hasSuffix(".jsonl") {
            guard let object = try store.get(key) else { continue }
            for (number, line) in object.bytes.split(separator: UInt8(ascii: "\n")).enumerated() {
                try add(line, place: "\(key):\(number + 1)")
            }
        }
    }

    private mutating func add(_ line: Data, place: String) throws {
        let record: JSON
        do {
            record = try JSON(parsing: line)
        } catch {
            throw WorkerError.invalidDocument(
                key: place, problem: "\(error); delete the object to run its trials again")
        }
        guard let trial = record["trial"]?.string, let status = record["status"]?.string,
            let generation = record["provenance"]?["generation"]?.int
        else {
            throw WorkerError.invalidDocument(
                key: place, problem: "is no outcome of a trial; delete the object to run its trials again")
        }
        let entry = Entry(succeeded: status == TrialOutcome.Status.succeeded.rawValue, generation: generation)
        if let known = entries[trial], known.succeeded || !entry.succeeded && known.generation > entry.generation {
            return
        }
        entries[trial] = entry
    }

    /// The trials that still have to run, in the pack's order.
    ///
    /// - Parameter failuresCountFrom: failed trials of an earlier generation run again; 0 lets none run again.
    func missing(in pack: PackDocument, failuresCountFrom generation: Int) -> [PlannedTrial] {
        pack.trials.filter { planned in
            guard let entry = entries[planned.trial.id] else { return true }
            return !entry.succeeded && entry.generation < generation
        }
    }
}
