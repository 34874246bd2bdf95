/// What the planner must know about files, read by the caller: the compiler touches no disk.
public struct PlanInputs: Sendable, Equatable {
    /// SHA-256 of the data file; `nil` for a user's command that names no data.
    public var dataDigest: String?
    /// SHA-256 of the `.npy` file of targets, where the data has one.
    public var targetDigest: String?
    /// `nil` where it is not known: a user's command reads its own data.
    public var dataShape: DataShape?
    /// SHA-256 of the user's program; `nil` for built-in trainers, and for a command without a program file.
    public var programDigest: String?
    /// The version of the built-in trainers, part of every built-in trial's cache key.
    public var workerVersion: String
    /// Whether `budget.max_usd` needs a gate is decided by these. Default: the prices that come with the program.
    public var prices: PriceTable

    public init(
        dataDigest: String? = nil, targetDigest: String? = nil, dataShape: DataShape? = nil,
        programDigest: String? = nil, workerVersion: String, prices: PriceTable = .builtIn()
    ) {
        self.dataDigest = dataDigest
        self.targetDigest = targetDigest
        self.dataShape = dataShape
        self.programDigest = programDigest
        self.workerVersion = workerVersion
        self.prices = prices
    }

    /// The size of a table of examples.
    public struct DataShape: Sendable, Equatable, Codable {
        /// Examples, of all parts of the split together.
        public var rows: Int
        public var features: Int
        /// Kinds of target; `nil` for regression.
        public var classes: Int?

        public init(rows: Int, features: Int, classes: Int? = nil) {
            self.rows = max(0, rows)
            self.features = max(0, features)
            self.classes = classes.map { max(0, $0) }
        }
    }
}
