internal import Decisions
internal import JSON
internal import ResultStore
internal import SweepModel

/// A row of the comparison as plots show it.
struct PageRow {
    enum Role: String {
        case chosen, best, tied, other, failed
    }

    /// The row's place in the table of trials.
    let index: Int
    let row: LeaderboardRow
    let role: Role
    /// Among the rows of its group, counted from 1.
    let place: Int

    var trial: String { row.best.outcome.trial }
    var value: Double? { row.value }
}

/// The sweeps of a page that share a metric, with what plots ask of them.
struct PageGroup {
    /// Counted from 1; it keeps the plots' names apart.
    let number: Int
    let sweeps: [String]
    let metric: Metric
    /// By rank, those without a value last.
    let rows: [PageRow]
    let analysis: SweepAnalysis?
    /// Parameters that differ between rows, the most important first.
    let parameters: [String]
    let trialDigits: Int

    var ranked: [PageRow] { rows.filter { $0.value != nil } }
    var failed: [PageRow] { rows.filter { $0.value == nil } }

    func name(_ part: String) -> String { number == 1 ? part : "\(part)-\(number)" }
    func short(_ trial: String) -> String { PageText.trial(trial, digits: trialDigits) }

    /// The trial that the recommendation is about; the best one where there is none.
    var winner: PageRow? { rows.first { $0.role == .chosen } ?? ranked.first }
}

extension PageGroup {
    /// A group for each analysis, whose sweeps can be compared; sweeps without one by their metric.
    static func groups(of comparison: Comparison, _ analyses: [SweepAnalysis]) -> [PageGroup] {
        var groups: [PageGroup] = []
        for sweep in comparison.sweeps where !groups.contains(where: { $0.sweeps.contains(sweep.sweep) }) {
            let analysis = analyses.first { $0.sweeps.contains(sweep.sweep) }
            let sweeps = comparison.sweeps.filter { other in
                analysis?.sweeps.contains(other.sweep)
                    ?? (other.metric == sweep.metric && !analyses.contains { $0.sweeps.contains(other.sweep) })
            }
            groups.append(
                PageGroup(
                    number: groups.count + 1, sweeps: sweeps.map(\.sweep), metric: sweep.metric, comparison, analysis))
        }
        return groups
    }

    private init(
        number: Int, sweeps: [String], metric: Metric, _ comparison: Comparison, _ analysis: SweepAnalysis?
    ) {
        self.number = number
        self.sweeps = sweeps
        self.metric = metric
        self.analysis = analysis
        trialDigits = comparison.trialDigits
        let roles = Roles(analysis)
        let own = comparison.rows.enumerated().filter { sweeps.contains($0.element.sweep) }
        let sorted = own.sorted { ($0.element.rank ?? .max, $0.offset) < ($1.element.rank ?? .max, $1.offset) }
        rows = sorted.enumerated().map { place, element in
            PageRow(
                index: element.offset, row: element.element, role: roles.role(of: element.element), place: place + 1)
        }
        parameters = ImportanceOrder(analysis).sorted(comparison.varying)
    }
}

/// Which part each trial plays in an analysis.
private struct Roles {
    let chosen: String?
    let best: TrialKey?
    let tied: Set<TrialKey>

    init(_ analysis: SweepAnalysis?) {
        if case .promote(let trial)? = analysis?.recommendation.action { chosen = trial } else { chosen = nil }
        best = analysis?.candidates.first.map(Self.key)
        tied = Set((analysis?.tiedCandidates ?? []).map(Self.key))
    }

    func role(of row: LeaderboardRow) -> PageRow.Role {
        let trials = row.trials.map { TrialKey(sweep: row.sweep, trial: $0.outcome.trial) }
        if let chosen, trials.contains(where: { $0.trial == chosen }) { return .chosen }
        guard row.value != nil else { return .failed }
        if let best { if trials.contains(best) { return .best } } else if row.rank == 1 { return .best }
        return trials.contains(where: tied.contains) ? .tied : .other
    }

    private static func key(_ candidate: Candidate) -> TrialKey {
        TrialKey(sweep: candidate.sweep, trial: candidate.trial)
    }
}
