import ArgumentParser
import Decisions
import Foundation
import JSON
import Reporting

/// `stepsweep models`
struct Models: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List model versions and aliases, or the log of the aliases' moves.",
        discussion: """
            EXAMPLES
              stepsweep models
              stepsweep models --log
            """)

    @Flag(help: "Every move of an alias: when, by whom, why.") var log = false
    @OptionGroup var registry: RegistryOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    mutating func run() async throws {
        let (isJSON, showsLog) = (output.json, log)
        let (width, style) = (Terminal.width, output.style)
        let text = try await registry.run(over: try registry.store(of: store)) { registry -> String? in
            if isJSON { return try registry.json().text(.indented) + "\n" }
            if showsLog { return MovesScreen(try registry.moves()).text(width: width, style: style) }
            let versions = try registry.versions()
            guard !versions.isEmpty else { return nil }
            return ModelsScreen(versions: versions, aliases: try registry.aliases()).text(width: width, style: style)
        }
        if let text { return Terminal.write(text) }
        Terminal.say("no models yet: `stepsweep promote SWEEP --as challenger`")
    }
}
