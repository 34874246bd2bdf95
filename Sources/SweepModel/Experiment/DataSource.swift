/// The data that built-in trainers read, and how it is split.
public struct DataSource: Sendable, Equatable, Codable {
    public enum Task: String, Sendable, Codable, CaseIterable { case classification, regression }

    /// A CSV, `.npz` or `.npy` file, relative to the sweep file's folder.
    public var path: String
    /// For `.npy` features only: the `.npy` file of targets.
    public var targetPath: String?
    /// The target's column name (CSV) or array name (`.npz`, default `y`); `nil` means a CSV's last column.
    public var target: String?
    /// `nil`: classification where the target is text or whole numbers of at most 100 kinds and the trainer allows it.
    public var task: Task?
    /// Parts of the rows, together 1. With `folds`, `validation` is 0.
    public var split: Split
    /// Cross-validation folds over the rows outside the test part; `nil` means one holdout.
    public var folds: Int?
    /// Features to zero mean and unit variance, fitted on the training rows alone. Default: true.
    public var standardize: Bool

    public init(
        path: String, targetPath: String? = nil, target: String? = nil, task: Task? = nil, split: Split = Split(),
        folds: Int? = nil, standardize: Bool = true
    ) {
        self.path = path
        self.targetPath = targetPath
        self.target = target
        self.task = task
        self.split = split
        self.folds = folds
        self.standardize = standardize
    }

    public struct Split: Sendable, Equatable, Codable {
        /// What `validation` may be where there are no folds.
        public static let validationParts = 0.001...0.9
        public static let testParts = 0...0.9
        /// `train` may not be less, where there are no folds.
        public static let leastTrain = 0.05
        /// Parts that meet a bound within this meet it: `0.6 + 0.2 + 0.2` is not 1, in binary.
        public static let tolerance = 1e-9

        public var train: Double
        public var validation: Double
        public var test: Double
        public var seed: Int
        /// Keep the classes' shares equal in all parts. Ignored for regression.
        public var stratify: Bool

        public init(
            train: Double = 0.6, validation: Double = 0.2, test: Double = 0.2, seed: Int = 0, stratify: Bool = true
        ) {
            self.train = train
            self.validation = validation
            self.test = test
            self.seed = seed
            self.stratify = stratify
        }
    }
}
