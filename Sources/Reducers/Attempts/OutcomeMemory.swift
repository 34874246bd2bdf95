internal import Foundation
internal import ObjectStore
internal import ResultStore
internal import SweepModel
internal import Synchronization

/// What the outcome objects of sweeps say of attempts. An object never changes, so each is read once for as long as this lives:
/// a warm Lambda function looks each minute.
final class OutcomeMemory: Sendable {
    /// What one object says.
    struct Summary: Sendable {
        var attempts: [AttemptRecords.Name: AttemptRecords.Span] = [:]
        /// Whether the trial succeeded, by its id: the last record of each.
        var hasSucceeded: [String: Bool] = [:]
    }

    /// Sweeps that are kept in mind; another one begins anew.
    private static let mostSweeps = 50
    private let known = Mutex<[String: [String: Summary]]>([:])

    /// A summary of each outcome object of the sweep, in the order of their keys.
    ///
    /// - Throws: `ObjectStoreError`.
    func summaries(of sweep: String, in store: any ObjectStore) throws -> [Summary] {
        let place = store.name + " " + sweep
        var summaries = known.withLock { $0[place] } ?? [:]
        let keys = try store.list(prefix: StoreKey.outcomes(sweep))
        try store.get(keys.filter { summaries[$0] == nil }) { key, bytes in
            summaries[key] = Summary(OutcomeObject(key: key, bytes: bytes, of: sweep))
        }
        let found = summaries
        known.withLock { known in
            if known[place] == nil, known.count >= Self.mostSweeps { known = [:] }
            known[place] = found
        }
        return keys.compactMap { found[$0] }
    }

    func forget(_ sweep: String, in store: any ObjectStore) {
        known.withLock { $0[store.name + " " + sweep] = nil }
    }
}

extension OutcomeMemory.Summary {
    /// Outcomes that an earlier sweep paid for, of generation 0, cost nothing.
    init(_ object: OutcomeObject) {
        for record in object.records {
            let outcome = record.outcome
            hasSucceeded[outcome.trial] = outcome.status == .succeeded
            guard outcome.provenance.generation > 0 else { continue }
            let name = AttemptRecords.Name(pack: outcome.pack, generation: outcome.provenance.generation)
            let span = AttemptRecords.Span(
                lane: outcome.provenance.lane, begin: outcome.cost.startedAt,
                end: outcome.cost.startedAt + outcome.cost.seconds)
            attempts[name] = attempts[name].map { $0.joined(with: span) } ?? span
        }
    }
}
