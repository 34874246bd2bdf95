public import ArgumentParser
import Decisions
import Foundation
import JSON
import ObjectStore
import Reporting
import ResultStore
import StepFunctionsEngine
import SweepEngines
import SweepModel

/// `stepsweep promote SWEEP`
struct Promote: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Give a confirmed model a version and an alias, if the evidence allows it.",
        discussion: """
            Without --trial it is the best point of the sweep's confirmation. Refused (exit code 3) where no finished confirmation scored it on
            the test rows, where anything but that confirmation scored these, where the data changed, and where it is not better than the
            champion over the same rows. --as champion also needs an A/B test that says so, unless there is no champion yet. --override
            "why" promotes all the same; what was refused and why it was done are recorded.

            The version is numbered and never changes: it keeps the model's bytes, the sweep, trial, parameters and metrics, the
            digests of data and code, and how many trials it was chosen from. The decision is recorded, too: see `stepsweep decision`.
            Of two who move an alias at once one is told (exit code 5). A new champion is what `stepsweep serve` answers with.

            EXAMPLES
              stepsweep promote digits --as challenger
              stepsweep promote digits --trial 3f2a --as champion --note "smallest"
              stepsweep promote digits --as challenger --override "a first try"
              stepsweep promote digits --as challenger --registry s3://team-models
            """)

    @Argument(help: "A sweep's name, id or the beginning of an id.") var sweep: String
    @Option(
        help: ArgumentHelp(
            "A trial's id or the beginning of it; without it the one that the confirmation or `compare` recommends.",
            valueName: "id"))
    var trial: String?
    @Option(name: .customLong("as"), help: "The alias to move: champion or challenger.") var alias: ModelAlias?
    @Option(
        help: ArgumentHelp("The confirmation to cite, by its name or id; the largest one without it.", valueName: "id"))
    var confirm: String?
    @Option(
        parsing: .unconditional, help: ArgumentHelp("The version that the alias must have now.", valueName: "version"))
    var expect: Int?
    @Option(help: ArgumentHelp("Promote whatever the checks say: why, for the record.", valueName: "why"))
    var override: String?
    @Option(help: "Why, for the log.") var note: String?
    @OptionGroup var registry: RegistryOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    mutating func validate() throws {
        try DecisionWords.check(override: override, expect: expect)
        if expect != nil, alias == nil { throw ValidationError("--expect: only with --as, whose version it means") }
        for (option, value) in [("--trial", trial), ("--confirm", confirm)] where value == "" {
            throw ValidationError("\(option): must be an id or the beginning of one, received nothing")
        }
    }

    mutating func run() async throws {
        let folder = try store.openExisting()
        let catalog = SweepCatalog(store: folder)
        let id = try catalog.resolve(sweep)
        let confirmation = try confirm.map(catalog.resolve)
        let request = PromotionRequest(
            sweep: id, trial: trial, alias: alias, confirmation: confirmation,
            expectation: expect.map(AliasExpectation.version) ?? .whatever, override: override, by: NSUserName(),
            at: Date().timeIntervalSince1970, note: note)
        let confirmations = try ConfirmationNote.all(of: id, in: folder).map(\.confirmation)
        let results = try StoredResults.open(of: [id] + confirmations, in: folder)
        if let engine = try await Cloud.engine(of: id, in: folder) {
            try await adoptScorings(of: id, by: engine, in: folder)
            let keys = try await registry.run(over: folder) { try $0.modelKeys(of: request, from: results) }
            try await engine.pull(keys, of: id)
        }
        let screen = DecisionWords.Screen(isJSON: output.json, style: output.style)
        let promotion = try await screen.refusing {
            try await registry.run(over: folder) { try $0.promote(request, from: results) }
        }
        if output.json { return Terminal.write(promotion.json.text(.indented) + "\n") }
        Terminal.write(PromotionScreen(promotion).text(width: Terminal.width, style: output.style))
    }

    /// Others may have looked at the test rows from another machine: the bucket knows.
    private func adoptScorings(of sweep: String, by engine: StepFunctionsEngine, in folder: FolderStore) async throws {
        guard let place = try StepFunctionsEngine.place(of: sweep, in: folder),
            let bytes = try folder.get(StoreKey.work(sweep))?.bytes,
            let work = try? JSONDecoder().decode(WorkDocument.self, from: bytes), let split = TestSplit(of: work)
        else { return }
        let there = try await engine.inBucket(place.bucket) { try TestLedger(split, in: $0).scorings() }
        for scoring in there { try TestLedger(split, in: folder).adopt(scoring) }
    }
}

/// What the commands that decide have in common.
enum DecisionWords {
    static func check(override: String?, expect: Int?) throws {
        if let override, override.allSatisfy(\.isWhitespace) {
            throw ValidationError("--override: must say why, received `\(override)`")
        }
        if let expect, expect < 1 {
            throw ValidationError("--expect: must be a version's number, 1 or more, received \(expect)")
        }
    }

    /// How a refusal is shown before it ends the command.
    struct Screen {
        let isJSON: Bool
        let style: TextStyle

        func refusing<Value>(_ body: () async throws -> Value) async throws -> Value {
            do {
                return try await body()
            } catch let refusal as GateRefusal {
                let text =
                    isJSON
                    ? refusal.json.text(.indented) + "\n"
                    : RefusalScreen(refusal).text(width: Terminal.width, style: style)
                Terminal.write(text)
                throw refusal
            }
        }
    }
}

extension ModelAlias: ExpressibleByArgument {}
