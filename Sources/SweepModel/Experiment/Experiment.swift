/// A sweep file that was read and found valid: what to try, on what, where, and by which number to judge.
public struct Experiment: Sendable, Equatable {
    /// The file's `name`; letters, digits, `_`, `-` and `.`, at most 40 characters.
    public var name: String
    public var description: String?
    public var metric: Metric
    public var space: SearchSpace
    /// Every point is tried once under each seed; ascending, never empty. `seeds: 3` means 0, 1, 2.
    public var seeds: [Int]
    /// At most so many trials run: the first ones of the grid. W&B's `run_cap`.
    public var runCap: Int?
    public var work: Work
    public var compute: Compute
    public var packs: PackPolicy
    public var budget: Budget
    /// A command of the user's that gets the ranked outcomes and adds metrics; argv, never a shell line.
    public var reduceCommand: [String]?

    public init(
        name: String, description: String? = nil, metric: Metric, space: SearchSpace, seeds: [Int] = [0],
        runCap: Int? = nil, work: Work, compute: Compute = Compute(), packs: PackPolicy = PackPolicy(),
        budget: Budget = Budget(), reduceCommand: [String]? = nil
    ) {
        self.name = name
        self.description = description
        self.metric = metric
        self.space = space
        self.seeds = seeds
        self.runCap = runCap
        self.work = work
        self.compute = compute
        self.packs = packs
        self.budget = budget
        self.reduceCommand = reduceCommand
    }

    /// What one trial does.
    public enum Work: Sendable, Equatable {
        /// A built-in trainer on the sweep's data. The trainer's name is the parameter `trainer` of each trial.
        case builtIn(DataSource)
        /// The user's own program.
        case command(CommandTemplate)
    }
}

/// The user's program, in W&B's form.
public struct CommandTemplate: Sendable, Equatable, Codable {
    /// The `program` key, relative to the sweep file's folder; `nil` where `command` needs none.
    public var program: String?
    /// W&B's list with its `${…}` macros, still unexpanded. The default is `${env} ${interpreter} ${program} ${args}`.
    public var command: [String]

    public init(program: String?, command: [String] = ["${env}", "${interpreter}", "${program}", "${args}"]) {
        self.program = program
        self.command = command
    }
}

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
    /// Parts of the rows, each in [0, 1), together 1. With `folds`, `validation` is 0.
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

/// Where trials run, and how many at once.
public struct Compute: Sendable, Equatable {
    /// Tried in order: a trial takes the first lane whose condition it meets. Never empty; one entry a lane.
    public var lanes: [LaneRule]
    /// Packs in flight at once over all lanes: the Map's `MaxConcurrency`. Default 40.
    public var concurrency: Int

    public init(lanes: [LaneRule] = [LaneRule(lane: .onDemand)], concurrency: Int = 40) {
        self.lanes = lanes
        self.concurrency = concurrency
    }
}

/// One lane's condition, size and patience.
public struct LaneRule: Sendable, Equatable {
    public var lane: Lane
    /// `nil` takes every trial.
    public var condition: Condition?
    public var vcpus: Double
    public var memoryMiB: Int
    public var gpus: Int
    /// A trial's time limit, enforced by the worker. Default one hour.
    public var trialTimeoutSeconds: Int
    /// Attempts of a pack whose host was lost, the first one included: Batch's `attempts`, 1 to 10. Default 3.
    public var attempts: Int
    /// After lost Spot hosts, one last attempt on the lane without Spot. Default true on Spot lanes.
    public var lastAttemptOnDemand: Bool

    public init(
        lane: Lane, condition: Condition? = nil, vcpus: Double = 1, memoryMiB: Int = 2048, gpus: Int? = nil,
        trialTimeoutSeconds: Int = 3600, attempts: Int = 3, lastAttemptOnDemand: Bool? = nil
    ) {
        self.lane = lane
        self.condition = condition
        self.vcpus = vcpus
        self.memoryMiB = memoryMiB
        self.gpus = gpus ?? (lane.hasGPU ? 1 : 0)
        self.trialTimeoutSeconds = trialTimeoutSeconds
        self.attempts = attempts
        self.lastAttemptOnDemand = lastAttemptOnDemand ?? lane.isSpot
    }
}

/// How many trials share a job.
public struct PackPolicy: Sendable, Equatable {
    /// Trials a pack; `nil` lets the planner choose by its cost model.
    public var size: Int?

    public init(size: Int? = nil) { self.size = size }
}

/// What a sweep may use up.
public struct Budget: Sendable, Equatable {
    /// A launch of more trials is refused. Default 10,000.
    public var maxTrials: Int
    /// The whole execution's time limit; it becomes the state machine's `TimeoutSeconds`. `nil`: one year, AWS's own.
    public var maxHours: Double?
    /// Failed trials above this share, in percent, make the sweep fail. Default 100: only a sweep without any good trial fails.
    public var maxFailedPercent: Double

    public init(maxTrials: Int = 10_000, maxHours: Double? = nil, maxFailedPercent: Double = 100) {
        self.maxTrials = maxTrials
        self.maxHours = maxHours
        self.maxFailedPercent = maxFailedPercent
    }
}
