public import Decisions
public import ResultStore
internal import SweepModel

/// What a page of a comparison will ask of the store, known before it is read.
public struct PageNeeds: Sendable, Equatable {
    /// The trials whose models it shows: of each metric the recommended one, or the best.
    public let winners: [RankedTrial]
    /// The trials whose curves it draws.
    public let curves: [TrialKey]

    public init(_ comparison: Comparison, analyses: [SweepAnalysis] = []) {
        let groups = PageGroup.groups(of: comparison, analyses)
        winners = groups.compactMap { $0.winner?.row.best }
        curves = groups.flatMap { group in
            CurvePlot.chosen(group).kept.map { TrialKey(sweep: $0.row.row.sweep, trial: $0.trial) }
        }
    }
}
