public import JSON
public import SweepModel

/// A trial that was promoted: its evidence and its model, unchangeable from then on.
public struct ModelVersion: Sendable, Equatable {
    /// Counted from 1.
    public var version: Int
    public var sweep: String
    /// The sweep file's `name`.
    public var sweepName: String
    public var trial: String
    public var seed: Int
    /// The metric by which the sweep ranked its trials.
    public var metric: Metric
    public var value: Double?
    public var parameters: JSON
    public var metrics: [String: Double]
    /// Trials of the sweep that had succeeded when this one was chosen: the more, the more its value flatters it.
    public var chosenFrom: Int
    public var dataDigest: String?
    public var codeDigest: String
    public var cacheKey: String
    /// `nil` for a user's program, whose model StepSweep doesn't know.
    public var model: ModelFile?
    /// Where a user's program left its checkpoints: a prefix of keys in the store.
    public var checkpoints: String?
    /// Seconds since 1970.
    public var createdAt: Double
    public var createdBy: String
    public var note: String?

    /// Copies in the store that outlive the sweep.
    public struct ModelFile: Sendable, Equatable {
        public var key: String
        /// SHA-256 of the model's bytes.
        public var digest: String
        /// The model card's key; `nil` where the sweep had none.
        public var card: String?

        public init(key: String, digest: String, card: String?) {
            self.key = key
            self.digest = digest
            self.card = card
        }
    }

    public init(
        version: Int, sweep: String, sweepName: String, trial: String, seed: Int, metric: Metric, value: Double?,
        parameters: JSON, metrics: [String: Double], chosenFrom: Int, dataDigest: String?, codeDigest: String,
        cacheKey: String, model: ModelFile?, checkpoints: String?, createdAt: Double, createdBy: String, note: String?
    ) {
        self.version = version
        self.sweep = sweep
        self.sweepName = sweepName
        self.trial = trial
        self.seed = seed
        self.metric = metric
        self.value = value
        self.parameters = parameters
        self.metrics = metrics
        self.chosenFrom = chosenFrom
        self.dataDigest = dataDigest
        self.codeDigest = codeDigest
        self.cacheKey = cacheKey
        self.model = model
        self.checkpoints = checkpoints
        self.createdAt = createdAt
        self.createdBy = createdBy
        self.note = note
    }
}

/// A name that points to one version and can be moved to another.
public enum ModelAlias: String, Sendable, CaseIterable, Comparable {
    case champion, challenger

    public static func < (left: ModelAlias, right: ModelAlias) -> Bool { left.rawValue < right.rawValue }
}

/// One move of an alias: a line of a log that only grows.
public struct AliasMove: Sendable, Equatable {
    public var alias: ModelAlias
    /// `nil` for the alias's first move.
    public var from: Int?
    public var to: Int
    /// Seconds since 1970.
    public var movedAt: Double
    public var movedBy: String
    public var note: String?
    /// The number of the decision that moved it; `nil` for a move that is older than decision records.
    public var decision: Int?

    public init(
        alias: ModelAlias, from: Int?, to: Int, movedAt: Double, movedBy: String, note: String?, decision: Int? = nil
    ) {
        self.alias = alias
        self.from = from
        self.to = to
        self.movedAt = movedAt
        self.movedBy = movedBy
        self.note = note
        self.decision = decision
    }
}
