import AWS
import ArgumentParser
import Decisions
import Foundation
import JSON
import ObjectStore
import Reporting
import StepFunctionsEngine
import SweepCompiler
import SweepEngines
import SweepModel

/// `stepsweep confirm SWEEP`
struct Confirm: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Train a sweep's best points again under fresh seeds, and score them once on rows that no trial has seen.",
        discussion: """
            The best of many trials is partly the luckiest one. This runs a small sweep of the points in question, with the same data,
            program, lanes and limits, through the same state machine: `resume`, `status`, `logs`, `cancel` and `compare` take it as
            any other. The seeds are those behind the highest of the sweep; asking twice for the same is one confirmation.

            The test rows (`data.split.test`) are scored here alone, and that is recorded before it happens. A second look, at other
            trials or seeds, is refused unless --again says why. A program of yours gets STEPSWEEP_CONFIRM=1 and reports `test_…`
            metrics itself. --json prints one document at the end.

            EXAMPLES
              stepsweep confirm digits                  what can't be told from the best
              stepsweep confirm digits --top 5 --seeds 3
              stepsweep confirm digits --trial 3f2a --trial 77b0 --json
              stepsweep confirm digits --without-test   fresh seeds alone
              stepsweep confirm digits --top 5 --on aws --watch
            """)

    @Argument(help: "A sweep's name, id or the beginning of an id.") var sweep: String
    @Option(parsing: .unconditional, help: ArgumentHelp("The best points, so many.", valueName: "count")) var top: Int?
    @Option(
        help: ArgumentHelp(
            "The point of this trial, by its id or the beginning of it; may be repeated.", valueName: "id"))
    var trial: [String] = []
    @Option(parsing: .unconditional, help: ArgumentHelp("Fresh seeds for each point.", valueName: "count")) var seeds =
        3
    @Flag(help: "Don't score the test rows.") var withoutTest = false
    @Option(help: ArgumentHelp("Score test rows that were scored before: why, for the record.", valueName: "why"))
    var again: String?
    @Option(help: "Where it runs: here, or aws.") var on = LaunchPlace.here
    @Option(help: ArgumentHelp("The stack that `deploy` made.", valueName: "name"))
    var stack = DeploymentRequest().stackName
    @Flag(help: "Follow it on AWS until it ends.") var watch = false
    @OptionGroup var aws: AWSOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var options: RunOptions

    mutating func validate() throws {
        if let top, !(1...1_000).contains(top) {
            throw ValidationError("--top: must be between 1 and 1000, received \(top)")
        }
        if !(1...1_000).contains(seeds) {
            throw ValidationError("--seeds: must be between 1 and 1000, received \(seeds)")
        }
        if top != nil, !trial.isEmpty { throw ValidationError("--top and --trial: choose one of them") }
        if let again, again.allSatisfy(\.isWhitespace) {
            throw ValidationError("--again: must say why, received `\(again)`")
        }
        if again != nil, withoutTest {
            throw ValidationError("--again and --without-test: the one scores the test rows, the other doesn't")
        }
        guard on == .here else { return }
        let named = [
            ("--stack", stack != DeploymentRequest().stackName), ("--watch", watch), ("--profile", aws.profile != nil),
            ("--region", aws.region != nil),
        ]
        if let (option, _) = named.first(where: \.1) {
            throw ValidationError("\(option): only with --on aws, which runs it there; without it, it runs here")
        }
    }

    mutating func run() async throws {
        if on == .aws {
            try options.checkForAWS()
            _ = try StackOptions.names(of: stack)
        }
        let folder = try store.openExisting()
        let id = try SweepCatalog(store: folder).resolve(sweep)
        guard try !SweepInspector(store: folder).isRunning(id) else {
            throw CommandFailure(
                "error: \(id) is still running, and its best trials may be others at its end; follow it with `stepsweep watch \(id)`",
                .stillRunning)
        }
        let draft = try ConfirmationDraft(of: id, rule, seeds: seeds, scoresTest: !withoutTest, in: folder)
        if on == .aws {
            try await CloudConfirmation(
                draft: draft, store: folder, stack: stack, aws: aws, options: options, watches: watch, why: again
            ).run()
        } else {
            try await LocalConfirmation(draft: draft, store: folder, options: options, why: again).run()
        }
    }

    private var rule: ConfirmationRule? {
        if !trial.isEmpty { return .trials(trial) }
        return top.map(ConfirmationRule.top)
    }
}
