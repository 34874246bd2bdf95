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
    /// So many points have several seeds, and learn the same under each.
    case seedsWithoutEffect(points: Int)
    /// Some points have fewer succeeded seeds than others.
    case unevenSeeds(points: Int)
    /// The best value of a parameter lies at the edge of its range.
    case edge(parameter: String, value: JSON, isHighest: Bool)
    /// So many trials share the best score exactly.
    case equalScores(count: Int, score: Double)
    case openConfirmation(OpenConfirmation)
    /// A record of who scored the test rows can't be read, so that nobody knows how often they were scored; `confirm` refuses to score
    /// them.
    case damagedRecord(key: String)
}
