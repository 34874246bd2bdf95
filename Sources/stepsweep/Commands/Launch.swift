import AWS
import ArgumentParser
import SweepCompiler
import StepFunctionsEngine
import SweepEngines
import SweepModel

/// `stepsweep launch FILE`
struct Launch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run a sweep, here or on AWS, with the state machine that `plan --asl` prints.",
        discussion: """
            Launching the same file again runs only what is missing. Ctrl-C stops cleanly; `resume` goes on. Trials that an earlier sweep of this store has trained, with the same parameters, seed, data and program file, are not trained again.

            With --on aws the sweep's documents, data and program go into the bucket of a stack that `deploy` made, and Step Functions runs it: the command returns once that has begun, and `watch`, `logs`, `cancel`, `resume` and `results pull` find it there. A sweep whose lowest price passes `budget.max_usd` is refused; see `plan --on aws`.

            EXAMPLES
              stepsweep launch experiments/digits/sweep.yaml
              stepsweep launch sweep.yaml --workers 2 --on-finish 'mail -s done me@ab.cd'
              stepsweep launch sweep.yaml --json | jq .event
              stepsweep launch sweep.yaml --on aws --watch
            """)

    @Argument(help: "The sweep file.") var file: String
    @Option(parsing: .unconditional, help: ArgumentHelp("At most so many trials.", valueName: "count")) var runCap: Int?
    @Flag(help: "Train every trial, also those that an earlier sweep has trained already.") var fresh = false
    @Option(help: "Where it runs: here, or aws.") var on = LaunchPlace.here
    @Option(help: ArgumentHelp("The stack that `deploy` made.", valueName: "name"))
    var stack = DeploymentRequest().stackName
    @Flag(help: "Follow a sweep on AWS until it ends.") var watch = false
    @OptionGroup var aws: AWSOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var options: RunOptions

    mutating func validate() throws {
        if let runCap, runCap < 1 { throw ValidationError("--run-cap: must be 1 or more, received \(runCap)") }
        guard on == .here else { return }
        let named = [
            ("--stack", stack != DeploymentRequest().stackName), ("--watch", watch), ("--profile", aws.profile != nil),
            ("--region", aws.region != nil),
        ]
        if let (option, _) = named.first(where: \.1) {
            throw ValidationError("\(option): only with --on aws, which runs the sweep there; without it, it runs here")
        }
    }

    mutating func run() async throws {
        if on == .aws {
            try options.checkForAWS()
            _ = try StackOptions.names(of: stack)
            if let region = aws.region { try RegionName.check(region, from: "--region", warns: false) }
        }
        let (region, profile) = (aws.region, aws.profile)
        let loaded = try await LoadedSweep(path: file, runCap: runCap) {
            try await .configured(region: region, profile: profile)
        }
        if !options.quiet { loaded.warnings.forEach { Terminal.say($0.description) } }
        let prices = try prices()
        let compilation = try loaded.compile(prices: prices)
        guard let compiled = compilation.launchable else {
            throw CommandFailure("error: \(file): \(compilation.plan.refusal ?? "can't be launched")", .usage)
        }
        if on == .aws { loaded.doubtsOnAWS.forEach { Terminal.say("warning: \($0)") } }
        if on == .aws { try compilation.plan.price(with: prices)?.judge(naming: file) }
        let folder = try store.open()
        let launch = SweepLaunch(
            compiled: compiled, plan: compilation.plan, files: on == .aws ? loaded.filesToUpload : loaded.files,
            local: LocalSettings(
                workingDirectory: loaded.folder, file: loaded.path, onFinish: loaded.experiment.onFinish),
            reusesEqualTrials: !fresh, environment: on == .aws ? try environment(of: loaded) : nil,
            prices: prices)
        if on == .aws {
            return try await CloudLaunch(
                launch: launch, store: folder, stack: stack, aws: aws, options: options, watches: watch,
                data: loaded.dataInS3, file: file
            ).run()
        }
        if let place = try StepFunctionsEngine.place(of: compiled.sweep, in: folder) {
            throw CloudError.elsewhere(sweep: compiled.sweep, stack: place.stack)
        }
        try launch.write(to: folder)
        try await SweepRun(store: folder, sweep: compiled.sweep, options: options, retryFailed: false).run()
    }

    /// Those of the region it runs in; on this machine the program's own, so that a sweep keeps its id.
    private func prices() throws -> PriceTable {
        guard on == .aws else { return .builtIn() }
        return try KnownPrices(folder: store.folder).table(
            region: KnownPrices.region(given: aws.region, profile: aws.profile))
    }

    /// The values that this shell has for the variables which the sweep file names; `nil` where it names nothing.
    private func environment(of loaded: LoadedSweep) throws -> EnvironmentDocument? {
        let named = loaded.experiment.environment
        guard !named.isEmpty else { return nil }
        let missing = loaded.variablesNotSet
        guard missing.isEmpty else {
            throw CommandFailure(
                "error: \(file): environment: \(missing.joined(separator: ", ")) not set in this shell; export it, or "
                    + "remove it from the file", .usage)
        }
        let variables = named.variables.map { ($0, Terminal.environment($0) ?? "") }
        return EnvironmentDocument(
            variables: Dictionary(uniqueKeysWithValues: variables), secrets: named.secrets)
    }
}

/// Where a sweep runs.
enum LaunchPlace: String, ExpressibleByArgument, CaseIterable {
    case here
    case aws
}
