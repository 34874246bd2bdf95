/// What a model server saw within some milliseconds: one commit.
public struct TrafficBatch: Sendable, Equatable {
    public var exposures: [Exposure]
    public var outcomes: [UnitOutcome]
    public var tallies: [RequestTally]

    public init(exposures: [Exposure] = [], outcomes: [UnitOutcome] = [], tallies: [RequestTally] = []) {
        self.exposures = exposures
        self.outcomes = outcomes
        self.tallies = tallies
    }
}

/// A unit met a test for the first time; what comes later changes nothing of it.
public struct Exposure: Sendable, Equatable {
    public var test: String
    public var unit: String
    /// The phase in which the unit came; it stays there.
    public var phase: Int
    public var arm: String
    /// Seconds since 1970.
    public var at: Double
    /// What was known of the unit before; `nil` where nothing is.
    public var covariate: Double?

    public init(test: String, unit: String, phase: Int, arm: String, at: Double, covariate: Double? = nil) {
        self.test = test
        self.unit = unit
        self.phase = phase
        self.arm = arm
        self.at = at
        self.covariate = covariate
    }
}

/// What became of a unit, as its sender reports it.
public struct UnitOutcome: Sendable, Equatable {
    /// The sender's own; what comes twice under one key counts once.
    public var idempotencyKey: String
    public var test: String
    public var unit: String
    public var metric: String
    /// Finite.
    public var value: Double
    /// When it happened, in seconds since 1970.
    public var at: Double

    public init(idempotencyKey: String, test: String, unit: String, metric: String, value: Double, at: Double) {
        self.idempotencyKey = idempotencyKey
        self.test = test
        self.unit = unit
        self.metric = metric
        self.value = value
        self.at = at
    }
}

/// What became of one outcome of a batch.
public enum OutcomeReceipt: Sendable, Equatable {
    case stored
    /// The same outcome was stored before.
    case duplicate
    /// Another outcome has its key; nothing was changed.
    case conflict
}

/// Requests that one arm answered in one minute, beside those that were counted before.
public struct RequestTally: Sendable, Equatable {
    public var test: String
    public var phase: Int
    public var arm: String
    /// Minutes since 1970.
    public var minute: Int
    public var requests: Int
    /// Of these, how many the model didn't answer.
    public var errors: Int
    /// Milliseconds of all that were answered, summed, and their squares.
    public var milliseconds: Double
    public var squaredMilliseconds: Double
    /// In shadow mode: how many rows were compared with the control's answer, and how many were equal. A number is equal within 1e-6
    /// of it, relative or absolute.
    public var compared: Int
    public var agreed: Int

    public init(
        test: String, phase: Int, arm: String, minute: Int, requests: Int = 0, errors: Int = 0,
        milliseconds: Double = 0,
        squaredMilliseconds: Double = 0, compared: Int = 0, agreed: Int = 0
    ) {
        self.test = test
        self.phase = phase
        self.arm = arm
        self.minute = minute
        self.requests = requests
        self.errors = errors
        self.milliseconds = milliseconds
        self.squaredMilliseconds = squaredMilliseconds
        self.compared = compared
        self.agreed = agreed
    }
}
