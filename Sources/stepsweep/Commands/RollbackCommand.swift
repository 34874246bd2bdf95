import ArgumentParser
import Decisions
import Foundation
import JSON
import Reporting
import ResultStore

/// `stepsweep rollback [ALIAS]`
struct RollbackCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollback",
        abstract: "Move an alias back to the version that it had before.",
        discussion: """
            The log says which one that is; rolling back again goes one version further. Servers answer with it at once. Refused while
            an A/B test runs, unless --override says why, and where that version's model is no longer what was promoted.

            EXAMPLES
              stepsweep rollback
              stepsweep rollback challenger --note "too slow"
            """)

    @Argument(help: "The alias: champion or challenger.") var alias = ModelAlias.champion
    @Option(
        parsing: .unconditional, help: ArgumentHelp("The version that the alias must have now.", valueName: "version"))
    var expect: Int?
    @Option(help: ArgumentHelp("Roll back whatever the checks say: why, for the record.", valueName: "why"))
    var override: String?
    @Option(help: "Why, for the log.") var note: String?
    @OptionGroup var registry: RegistryOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    mutating func validate() throws { try DecisionWords.check(override: override, expect: expect) }

    mutating func run() async throws {
        let folder = try registry.store(of: store)
        let request = RollbackRequest(
            alias: alias, expectation: expect.map(AliasExpectation.version) ?? .whatever, override: override,
            by: NSUserName(), at: Date().timeIntervalSince1970, note: note)
        let screen = DecisionWords.Screen(isJSON: output.json, style: output.style)
        let rollback = try await screen.refusing {
            try await registry.run(over: folder) { try $0.rollBack(request) }
        }
        if output.json { return Terminal.write(rollback.json.text(.indented) + "\n") }
        Terminal.write(RollbackScreen(rollback).text(width: Terminal.width, style: output.style))
    }
}
