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
    let candidate: Candidate?

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
    /// - Parameter analyses: those of other sweeps are passed over.
    static func groups(of comparison: Comparison, _ analyses: [SweepAnalysis]) -> [PageGroup] {
        var metrics: [Metric] = []
        for sweep in comparison.sweeps where !metrics.contains(sweep.metric) { metrics.append(sweep.metric) }
        return metrics.enumerated().map { place, metric in
            let sweeps = comparison.sweeps.filter { $0.metric == metric }.map(\.sweep)
            return PageGroup(
                number: place + 1, sweeps: sweeps, metric: metric, comparison,
                analyses.first { $0.metric == metric && !Set($0.sweeps).isDisjoint(with: sweeps) })
        }
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
        let candidates = Dictionary(
            (analysis?.candidates ?? []).map { (TrialKey(sweep: $0.sweep, trial: $0.trial), $0) }
        ) { first, _ in first }
        let own = comparison.rows.enumerated().filter { sweeps.contains($0.element.sweep) }
        let rows = own.map { index, row in
            PageRow(
                index: index, row: row, role: roles.role(of: row),
                candidate: candidates[TrialKey(sweep: row.sweep, trial: row.best.outcome.trial)])
        }
        self.rows = rows.sorted { left, right in
            (left.row.rank ?? .max, left.index) < (right.row.rank ?? .max, right.index)
        }
        parameters = Self.byImportance(comparison.varying, analysis)
    }

    /// By the first evaluator; parameters that it doesn't know come behind, by name.
    private static func byImportance(_ names: [String], _ analysis: SweepAnalysis?) -> [String] {
        var shares: [String: Double] = [:]
        for share in analysis?.importances.first?.shares ?? [] where share.parameters.count == 1 {
            shares[share.parameters[0]] = share.share
        }
        return names.sorted { (-(shares[$0] ?? -1), $0) < (-(shares[$1] ?? -1), $1) }
    }
}

/// Which part each trial plays in an analysis.
private struct Roles {
    let chosen: String?
    let best: String?
    let tied: Set<String>

    init(_ analysis: SweepAnalysis?) {
        if case .promote(let trial)? = analysis?.recommendation.action { chosen = trial } else { chosen = nil }
        best = analysis?.candidates.first?.trial
        tied = Set(analysis?.tied?.trials ?? [])
    }

    func role(of row: LeaderboardRow) -> PageRow.Role {
        let trials = row.trials.map(\.outcome.trial)
        if let chosen, trials.contains(chosen) { return .chosen }
        guard row.value != nil else { return .failed }
        if let best { if trials.contains(best) { return .best } } else if row.rank == 1 { return .best }
        return trials.contains(where: tied.contains) ? .tied : .other
    }
}
