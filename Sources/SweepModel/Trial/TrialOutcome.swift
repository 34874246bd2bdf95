public import JSON

/// How one trial ended. Immutable: a worker writes it once, everyone else reads it.
public struct TrialOutcome: Sendable, Equatable, Codable {
    public enum Status: String, Sendable, Codable { case succeeded, failed }

    /// The sweep that ran it, `name-0123abcd`.
    public var sweep: String
    public var pack: String
    /// `Trial.id`.
    public var trial: String
    public var index: Int
    public var point: Int
    public var seed: Int
    public var parameters: JSON
    /// Equal keys give equal results: the hash of parameters, seed, code or image, data and split.
    public var cacheKey: String
    public var status: Status
    /// Set exactly when `status` is `failed`.
    public var failure: TrialFailure?
    /// Finite numbers only, by name.
    public var metrics: [String: Double]
    /// One entry a fold; empty for a holdout.
    public var foldMetrics: [[String: Double]]
    /// Values of each metric by step (an epoch, or the n-th report of a user's program): columns of equal length with `step`.
    public var curve: [String: [Double]]
    /// Losses of the validation rows in row order, 32-bit little-endian floats in base64; `nil` for a user's program.
    public var validationLosses: String?
    /// Which of those rows got a wrong class: a bit a row, the least significant first, in base64; `nil` for a regression.
    public var validationErrors: String?
    /// The same of the test rows, scored by a confirmation alone; `nil` in any other sweep.
    public var testLosses: String?
    public var testErrors: String?
    /// The object key of the saved model; `nil` where there is none.
    public var model: String?
    public var cost: Cost
    public var provenance: Provenance

    /// What a trial used.
    public struct Cost: Sendable, Equatable, Codable {
        /// Seconds since 1970.
        public var startedAt: Double
        public var seconds: Double
        public var cpuSeconds: Double
        /// The process's highest resident set so far; `nil` where it is not known.
        public var peakMemoryBytes: Int?

        public init(startedAt: Double, seconds: Double, cpuSeconds: Double, peakMemoryBytes: Int? = nil) {
            self.startedAt = startedAt
            self.seconds = seconds
            self.cpuSeconds = cpuSeconds
            self.peakMemoryBytes = peakMemoryBytes
        }
    }

    /// Where the numbers come from.
    public struct Provenance: Sendable, Equatable, Codable {
        /// The lease's generation: 1 for the pack's first start, one more for each takeover.
        public var generation: Int
        /// The job's attempt, counted from 1.
        public var attempt: Int
        public var lane: Lane
        public var host: String
        /// The worker's version.
        public var worker: String
        /// SHA-256 of the data file; `nil` for a user's program.
        public var dataDigest: String?
        /// SHA-256 of the program, or the trainer's name and version.
        public var codeDigest: String
        /// The BLAS and its kernel, such as `OpenBLAS 0.3.21 Haswell`; `nil` for a user's program.
        public var blas: String?
        /// The sweep whose equal trial gave this outcome; `nil` where it was trained here.
        public var cachedFrom: String?

        public init(
            generation: Int, attempt: Int, lane: Lane, host: String, worker: String, dataDigest: String? = nil,
            codeDigest: String, blas: String? = nil, cachedFrom: String? = nil
        ) {
            self.generation = generation
            self.attempt = attempt
            self.lane = lane
            self.host = host
            self.worker = worker
            self.dataDigest = dataDigest
            self.codeDigest = codeDigest
            self.blas = blas
            self.cachedFrom = cachedFrom
        }
    }

    public init(
        sweep: String, pack: String, trial: String, index: Int, point: Int, seed: Int, parameters: JSON,
        cacheKey: String, status: Status, failure: TrialFailure? = nil, metrics: [String: Double] = [:],
        foldMetrics: [[String: Double]] = [], curve: [String: [Double]] = [:], validationLosses: String? = nil,
        validationErrors: String? = nil, testLosses: String? = nil, testErrors: String? = nil, model: String? = nil,
        cost: Cost, provenance: Provenance
    ) {
        self.sweep = sweep
        self.pack = pack
        self.trial = trial
        self.index = index
        self.point = point
        self.seed = seed
        self.parameters = parameters
        self.cacheKey = cacheKey
        self.status = status
        self.failure = failure
        self.metrics = metrics
        self.foldMetrics = foldMetrics
        self.curve = curve
        self.validationLosses = validationLosses
        self.validationErrors = validationErrors
        self.testLosses = testLosses
        self.testErrors = testErrors
        self.model = model
        self.cost = cost
        self.provenance = provenance
    }
}
