public import JSON

/// Something about a sweep that makes its numbers less trustworthy than they look.
public enum HealthFinding: Sendable, Equatable {
    /// Failed trials, by reason.
    case failed(count: Int, planned: Int, reasons: [String: Int])
    case missing(count: Int, planned: Int)
    /// Trials that trained on other data than the rest: not comparable.
    case differentData(digests: [String: Int])
    /// Every point has one seed only: training noise is not measured.
    case oneSeed
    /// Some points have fewer succeeded seeds than others.
    case unevenSeeds(points: Int)
    /// The best value of a parameter lies at the edge of its range.
    case edge(parameter: String, value: JSON, isHighest: Bool)
    /// So many trials share the best score exactly.
    case equalScores(count: Int, score: Double)
}
