public import ArgumentParser
import Decisions
import Foundation
import JSON
import Reporting
import ResultStore
import StepFunctionsEngine
import SweepEngines

/// `stepsweep promote SWEEP`
struct Promote: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Give the best trial's model a version, and an alias.",
        discussion: """
            The version is numbered and never changes: it keeps the model's bytes, the sweep, trial, parameters and metrics, the
            digests of data and code, and how many trials it was chosen from.

            EXAMPLES
              stepsweep promote digits --as challenger
              stepsweep promote digits --trial 3f2a --as champion --note "smallest"
            """)

    @Argument(help: "A sweep's name, id or the beginning of an id.") var sweep: String
    @Option(help: "A trial's id or the beginning of it; the best trial without it.") var trial: String?
    @Option(name: .customLong("as"), help: "The alias to move: champion or challenger.") var alias: ModelAlias?
    @Option(
        parsing: .unconditional, help: ArgumentHelp("The version that the alias must have now.", valueName: "version"))
    var expect: Int?
    @Option(help: "Why, for the log.") var note: String?
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    mutating func run() async throws {
        let folder = try store.openExisting()
        let id = try SweepCatalog(store: folder).resolve(sweep)
        let results = try StoredResults.open(of: [id], in: folder)
        let request = PromotionRequest(
            sweep: id, trial: trial, alias: alias, expectation: expect.map(AliasExpectation.version) ?? .whatever,
            by: NSUserName(), at: Date().timeIntervalSince1970, note: note)
        let registry = Registry(store: folder)
        if let engine = try await Cloud.engine(of: id, in: folder) {
            try await engine.pull(registry.modelKeys(of: request, from: results), of: id)
        }
        let promotion = try registry.promote(request, from: results)
        if output.json { return Terminal.write(promotion.json.text(.indented) + "\n") }
        Terminal.write(PromotionScreen(promotion).text(style: output.style))
    }
}

extension ModelAlias: ExpressibleByArgument {}
