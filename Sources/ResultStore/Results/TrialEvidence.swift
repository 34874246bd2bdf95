/// What tells a trial from others of its sweep, beside the one number that it reports.
public struct TrialEvidence: Sendable, Equatable {
    public var trial: String
    public var point: Int
    public var seed: Int
    /// The sweep's metric.
    public var value: Double
    /// One a validation row; `nil` where the trial stored none.
    public var losses: [Float]?
    /// One a validation row: 1 where the model was wrong, 0 where it was right; `nil` where the trial stored none.
    public var errors: [UInt8]?
    /// One a fold, by metric; empty without cross-validation. A value that was no number is NaN.
    public var folds: [[String: Double]]

    public init(
        trial: String, point: Int, seed: Int, value: Double, losses: [Float]? = nil, errors: [UInt8]? = nil,
        folds: [[String: Double]] = []
    ) {
        self.trial = trial
        self.point = point
        self.seed = seed
        self.value = value
        self.losses = losses
        self.errors = errors
        self.folds = folds
    }
}
