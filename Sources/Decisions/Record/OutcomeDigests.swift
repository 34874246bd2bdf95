internal import Foundation
internal import ObjectStore
internal import SweepModel

/// The digests of some outcomes that a sweep's records hold: a trial that was trained twice has two.
struct OutcomeDigests {
    /// False where the sweep's records lie elsewhere, as those of one that ran on AWS.
    let areHere: Bool
    private(set) var byTrial: [String: [String]] = [:]

    init(of trials: Set<String>, _ sweep: String, in store: any ObjectStore) throws {
        let prefix = StoreKey.outcomes(sweep)
        let keys = try store.list(prefix: prefix)
        areHere = !keys.isEmpty
        for key in keys {
            let pack = String(key.dropFirst(prefix.count).prefix { $0 != "/" })
            let lines = Array(try store.get(key)?.bytes ?? Data()).split(separator: UInt8(ascii: "\n"))
            for line in lines {
                guard let outcome = try? TrialOutcome(line: line, sweep: sweep, pack: pack),
                    trials.contains(outcome.trial)
                else { continue }
                byTrial[outcome.trial, default: []].append(Gate.digest(outcome.json))
            }
        }
    }
}
