import ArgumentParser
import Decisions
import Foundation
import JSON
import Reporting

/// `stepsweep models`
struct Models: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List model versions and aliases.",
        discussion: """
            EXAMPLE
              stepsweep models
            """)

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    mutating func run() throws {
        let registry = Registry(store: try store.openExisting())
        if output.json { return Terminal.write(try registry.json().text(.indented) + "\n") }
        let versions = try registry.versions()
        guard !versions.isEmpty else { return Terminal.say("no models yet: `stepsweep promote SWEEP --as challenger`") }
        let screen = ModelsScreen(versions: versions, aliases: try registry.aliases())
        Terminal.write(screen.text(width: Terminal.width, style: output.style))
    }
}
