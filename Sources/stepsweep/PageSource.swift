import Decisions
import ObjectStore
import Reducers
import Reporting
import ResultStore
import SweepEngines
import SweepModel
import TrialRunner

/// Everything that a page shows of some sweeps, read from a store.
struct PageSource {
    let store: FolderStore
    let results: ResultStore

    /// - Parameter liveState: the sweep's state in a word, for a page that looks for news at the server that it came from.
    func page(
        _ comparison: Comparison, _ analyses: [SweepAnalysis], _ history: TestHistory, liveState: String? = nil
    ) throws -> ComparisonPage {
        let needs = PageNeeds(comparison, analyses: analyses)
        let details = PageDetails(
            curves: try curves(needs.curves),
            attempts: try comparison.sweeps.flatMap { try attempts(of: $0.sweep, comparison) },
            confusions: confusions(needs.winners), testScorings: history.splits)
        return ComparisonPage(comparison, analyses: analyses, details: details, liveState: liveState)
    }

    private func curves(_ keys: [TrialKey]) throws -> [TrialKey: [String: [Double]]] {
        var curves: [TrialKey: [String: [Double]]] = [:]
        for key in keys {
            guard let curve = try results.trial(key.trial, of: key.sweep)?.curve, !curve.isEmpty else { continue }
            curves[key] = curve
        }
        return curves
    }

    private func confusions(_ winners: [RankedTrial]) -> [TrialKey: Confusion] {
        var confusions: [TrialKey: Confusion] = [:]
        for winner in winners {
            confusions[TrialKey(sweep: winner.outcome.sweep, trial: winner.outcome.trial)] = confusion(
                of: winner.outcome)
        }
        return confusions
    }

    private func confusion(of winner: TrialOutcome) -> Confusion {
        guard let work = try? SweepCatalog(store: store).work(of: winner.sweep) else {
            return .missing(reason: "The sweep's own documents are not in this store, so its data are not known.")
        }
        guard case .builtIn(let source, let digest, let targetDigest) = work.kind else {
            return .missing(reason: "The model is your program's own: only the program knows what it predicts.")
        }
        guard let model = winner.model else { return .missing(reason: "Its model was not saved.") }
        do throws(ValidationConfusion.Problem) {
            let confusion = try ValidationConfusion(
                model: model, source: source, digest: digest, targetDigest: targetDigest, store: store)
            return .counted(labels: confusion.labels, counts: confusion.counts)
        } catch {
            return .missing(reason: error.reason)
        }
    }
}

extension PageSource {
    /// Every start of a pack: those with outcomes, and those that leases alone tell of.
    private func attempts(of sweep: String, _ comparison: Comparison) throws -> [JobAttempt] {
        let records = try AttemptRecords(of: sweep, in: store, outcomes: store)
        let hosts = hosts(of: sweep, comparison)
        let latest = records.spans.keys.reduce(into: [String: Int]()) { latest, name in
            latest[name.pack] = max(latest[name.pack] ?? 0, name.generation, records.leases[name.pack]?.generation ?? 0)
        }
        let known = records.spans.map { name, span in
            JobAttempt(
                sweep: sweep, pack: name.pack, generation: name.generation, lane: span.lane, host: hosts[name],
                span: span.begin <= span.end ? span.begin...span.end : nil,
                end: name.generation < latest[name.pack] ?? 0 ? .takenOver : .finished)
        }
        let lost = records.leases.flatMap { pack, lease in
            (1...max(1, lease.ended)).filter { generation in
                generation <= lease.ended && records.spans[.init(pack: pack, generation: generation)] == nil
            }.map { JobAttempt(sweep: sweep, pack: pack, generation: $0, lane: nil, host: nil, span: nil, end: .lost) }
        }
        return known + lost
    }

    private func hosts(of sweep: String, _ comparison: Comparison) -> [AttemptRecords.Name: String] {
        var hosts: [AttemptRecords.Name: String] = [:]
        for trial in comparison.rows.filter({ $0.sweep == sweep }).flatMap(\.trials) {
            let outcome = trial.outcome
            hosts[AttemptRecords.Name(pack: outcome.pack, generation: outcome.provenance.generation)] =
                outcome.provenance.host
        }
        return hosts
    }
}
