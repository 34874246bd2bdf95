import AWS
import ArgumentParser
import Foundation
import JSON
import Scoring
import StepFunctionsEngine
import SweepCompiler
import SweepEngines
import SweepModel
import TrainingCore

/// `stepsweep score INPUT`
struct Score: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Score the rows of a CSV file with the models that are served, in parallel, here or on AWS.",
        discussion: """
            Each row is answered by the arm that its unit belongs to, as a server would answer it: the champion, or in an A/B test one
            of its arms. The rows are routed first, then cut into shards of one arm each; a state machine scores the shards in parallel
            and merges them in the input's order: unit, arm, version, prediction, and each class's probability.

            Scoring the same input again runs only the shards that are missing; one that is complete costs nothing. A scored row is no
            exposure: batches do not enter an A/B test's counts.

            EXAMPLES
              stepsweep score customers.csv --unit customer --output scored.csv
              stepsweep score customers.csv --unit customer --dry-run
              stepsweep score customers.csv --asl > machine.json
              stepsweep score customers.csv --unit customer --on aws --lane fargate
            """)

    @Argument(help: "A CSV file with a header line; columns are found by name.") var input: String
    @Option(
        help: ArgumentHelp("The column that identifies each row's unit; an A/B test needs it.", valueName: "column"))
    var unit: String?
    @Option(
        help: ArgumentHelp("Where the output goes, - for stdout; without it, it stays in the store.", valueName: "file")
    )
    var output: String?
    @Option(parsing: .unconditional, help: ArgumentHelp("Rows of a shard at most.", valueName: "count"))
    var shardRows = 10_000
    @Option(help: "Where it runs: here, or aws.") var on = LaunchPlace.here
    @Option(
        help: ArgumentHelp(
            "The lane of the stack that scores shards: gpu, gpu-spot, spot, on-demand, fargate, fargate-spot.",
            valueName: "name"), transform: Score.lane)
    var lane = Lane.onDemand
    @Option(help: ArgumentHelp("The stack that `deploy` made.", valueName: "name"))
    var stack = DeploymentRequest().stackName
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Workers at once; the machine's cores without it.", valueName: "count"))
    var workers: Int?
    @Flag(help: "Print what would run, and run nothing.") var dryRun = false
    @Flag(help: "Print the state machine, and run nothing.") var asl = false
    @Flag(help: "Print a versioned JSON document (see docs/json.md).") var json = false
    @Flag(name: [.short, .long], help: "Print nothing but errors.") var quiet = false
    @OptionGroup var aws: AWSOptions
    @OptionGroup var store: StoreOptions

    private static func lane(_ name: String) throws -> Lane {
        guard let lane = Lane(rawValue: name) else {
            throw ValidationError(
                "must be one of \(Lane.allCases.map(\.rawValue).joined(separator: ", ")), received `\(name)`")
        }
        return lane
    }

    mutating func validate() throws {
        if !(1...1_000_000).contains(shardRows) {
            throw ValidationError("--shard-rows: must be between 1 and 1000000, received \(shardRows)")
        }
        if let workers, !(1...4096).contains(workers) {
            throw ValidationError("--workers: must be between 1 and 4096, received \(workers)")
        }
        if unit == "" { throw ValidationError("--unit: must name a column, received nothing") }
        if output == "-", json { throw ValidationError("--output -: stdout is taken by --json; name a file") }
    }

    mutating func run() async throws {
        let folder = try store.openExisting()
        try BLASLibrary.require()
        let draft: ScoringDraft
        do {
            draft = try ScoringDraft(
                path: input, unitColumn: unit, shardRows: shardRows, served: ServedModels(store: folder),
                at: Date().timeIntervalSince1970)
        } catch let error as DataError {
            throw CommandFailure("error: \(error)", .usage)
        }
        let compiled = try ScoringCompiler.compile(draft.document, on: lane)
        if asl { return Terminal.write(String(decoding: compiled.machineBytes, as: UTF8.self)) }
        if dryRun { return Terminal.write(ScoringDescription(compiled).text(json: json)) }
        let launch = ScoringLaunch(compiled: compiled, models: draft.models)
        let run = ScoringRun(
            launch: launch, shards: draft.shards(of: compiled.id), store: folder, output: output, json: json,
            quiet: quiet)
        if on == .aws {
            _ = try StackOptions.names(of: stack)
            try await run.onAWS(stack: stack, client: aws.client())
        } else {
            try await run.here(workers: workers)
        }
    }
}
