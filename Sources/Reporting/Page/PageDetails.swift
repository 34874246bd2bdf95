public import SweepModel

/// What a page shows beside the comparison itself: it comes from the store, the records and the models.
public struct PageDetails: Sendable, Equatable {
    /// Training curves: columns of equal length by name; a gap is NaN.
    public var curves: [TrialKey: [String: [Double]]]
    /// Every start of a pack that left a trace.
    public var attempts: [JobAttempt]
    /// By the trial whose model predicted.
    public var confusions: [TrialKey: Confusion]
    /// Every time that test rows were scored: of each distinct split, the first one first.
    public var testScorings: [[TestScoring]]

    public init(
        curves: [TrialKey: [String: [Double]]] = [:], attempts: [JobAttempt] = [],
        confusions: [TrialKey: Confusion] = [:], testScorings: [[TestScoring]] = []
    ) {
        self.curves = curves
        self.attempts = attempts
        self.confusions = confusions
        self.testScorings = testScorings
    }
}

/// A trial of a sweep: equal trials of two sweeps have one id.
public struct TrialKey: Sendable, Hashable {
    public var sweep: String
    public var trial: String

    public init(sweep: String, trial: String) {
        self.sweep = sweep
        self.trial = trial
    }
}

/// One start of a pack's job.
public struct JobAttempt: Sendable, Equatable {
    public enum End: String, Sendable {
        /// Its trials have their outcomes.
        case finished
        /// It left some outcomes, and a later attempt went on.
        case takenOver = "taken over"
        /// It left no outcome: its host was lost, or it was ended before its first trial was.
        case lost
    }

    public var sweep: String
    public var pack: String
    /// The lease's generation, counted from 1: more than 1 is a retry.
    public var generation: Int
    /// `nil` where no record says.
    public var lane: Lane?
    public var host: String?
    /// From its first trial's start to its last one's end, in seconds since 1970; `nil` where it left no record.
    public var span: ClosedRange<Double>?
    public var end: End

    public init(
        sweep: String, pack: String, generation: Int, lane: Lane?, host: String?, span: ClosedRange<Double>?, end: End
    ) {
        self.sweep = sweep
        self.pack = pack
        self.generation = generation
        self.lane = lane
        self.host = host
        self.span = span
        self.end = end
    }
}

/// How often a model predicted each class for each true one, on the rows that validated it.
public enum Confusion: Sendable, Equatable {
    /// - Parameter counts: a row a true class, a column a predicted one, in the order of `labels`.
    case counted(labels: [String], counts: [[Int]])
    /// There is none, in a sentence.
    case missing(reason: String)
}
