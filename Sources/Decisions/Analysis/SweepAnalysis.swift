public import SweepModel

/// What the trials of a sweep say about its best model, and how sure that is.
///
/// Several sweeps with one metric on the same data and split are judged together.
public struct SweepAnalysis: Sendable, Equatable {
    public let sweeps: [String]
    public let metric: Metric
    /// Best first.
    public let candidates: [Candidate]
    public let evidence: Evidence
    public let expected: ExpectedScore
    /// `nil` where nothing tells two candidates apart.
    public let tied: TiedSet?
    public let simplest: SimplestChoice?
    public let champion: ChampionComparison
    /// `nil` with one objective.
    public let front: ObjectiveFront?
    public let importances: [ParameterImportance]
    public let health: [HealthFinding]
    public let recommendation: Recommendation
    /// The trials that `confirm` trains under fresh seeds where nobody names others: of the best one's sweep, at most 8, best
    /// first, the simplest one among them.
    public let worthConfirming: [String]

    /// The best and those tied with it; empty where nothing tells two candidates apart.
    public var tiedCandidates: [Candidate] { tied.map { $0.places.map { candidates[$0] } } ?? [] }

    /// The best trial's own score; `nil` where none has one.
    public var reported: Double? { candidates.first?.score }
}
