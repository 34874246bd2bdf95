public import JSON

/// A point of a sweep that has a score: one trial, or the trials of its seeds.
public struct Candidate: Sendable, Equatable {
    /// Counted from 1, by the reported score.
    public let rank: Int
    /// The trial that stands for the point: the best of its seeds.
    public let trial: String
    public let sweep: String
    public let point: Int
    /// All succeeded trials of the point, by seed.
    public let trials: [String]
    /// The sweep's metric: the mean over seeds.
    public let score: Double
    /// Of the score, from rows, folds or seeds, as `Evidence` says; `nil` where nothing tells.
    public let standardError: Double?
    public let parameters: JSON
    /// Seconds of a trial, the mean over seeds.
    public let seconds: Double
}
