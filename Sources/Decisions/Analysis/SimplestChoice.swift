/// The simplest candidate within one standard error of the best (Breiman, Friedman, Olshen and Stone 1984).
public struct SimplestChoice: Sendable, Equatable {
    public let trial: String
    /// The candidate's place in the ranking, from 0.
    let place: Int
    /// What was kept small: `seconds`, a metric or a parameter.
    public let measure: String
    /// The chosen candidate's, and the best one's.
    public let complexity: Double
    public let bestComplexity: Double
    /// The best score, one standard error worse.
    public let threshold: Double
    /// Candidates at or within the threshold.
    public let eligible: Int
}
