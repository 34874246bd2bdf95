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
    /// Default `auto`.
    public var reduceService: ReduceService
    /// A shell command that hears the result when the sweep has ended here.
    public var onFinish: String?
    /// What a user's program gets beside its parameters.
    public var environment: ProgramEnvironment
    /// These points are tried in place of the grid's, where there are any.
    public var chosen: [ChosenPoint] = []
    /// Set for a confirmation alone.
    public var confirms: ConfirmationOrder?

    public init(
        name: String, description: String? = nil, metric: Metric, space: SearchSpace, seeds: [Int] = [0],
        runCap: Int? = nil, work: Work, compute: Compute = Compute(), packs: PackPolicy = PackPolicy(),
        budget: Budget = Budget(), reduceCommand: [String]? = nil, reduceService: ReduceService = .auto,
        onFinish: String? = nil,
        environment: ProgramEnvironment = ProgramEnvironment()
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
        self.reduceService = reduceService
        self.onFinish = onFinish
        self.environment = environment
    }

    /// What one trial does.
    public enum Work: Sendable, Equatable {
        /// A built-in trainer on the sweep's data. The trainer's name is the parameter `trainer` of each trial.
        case builtIn(DataSource)
        /// The user's own program.
        case command(CommandTemplate)
    }
}
