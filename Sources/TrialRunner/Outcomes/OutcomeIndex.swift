internal import Foundation
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
    ///
    /// A line that is no outcome is passed over, as the reducer does: its trial counts as missing and runs again.
    init(store: any ObjectStore, sweep: String, pack: String) throws {
        for key in try store.list(prefix: StoreKey.outcomes(sweep, pack: pack)) where key.hasSuffix(".jsonl") {
            guard let object = try store.get(key) else { continue }
            for line in Array(object.bytes).split(separator: UInt8(ascii: "\n")) {
                if let outcome = try? TrialOutcome(line: line, sweep: sweep, pack: pack) { add(outcome) }
            }
        }
    }

    private mutating func add(_ outcome: TrialOutcome) {
        let entry = Entry(succeeded: outcome.status == .succeeded, generation: outcome.provenance.generation)
        if let known = entries[outcome.trial],
            known.succeeded || !entry.succeeded && known.generation > entry.generation
        {
            return
        }
        entries[outcome.trial] = entry
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
