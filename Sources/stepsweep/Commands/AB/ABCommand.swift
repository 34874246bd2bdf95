import ArgumentParser
import Decisions
import Foundation
import JSON
import Reporting

/// `stepsweep ab`
struct ABCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ab",
        abstract: "Test a challenger against the champion on live traffic.",
        discussion: """
            A test divides units (people, devices, orders) among model versions by a hash of their names. It may be looked at as often as you
            like: every interval, p value and alarm holds at all looks together. See docs/ab-testing.md.

            EXAMPLES
              stepsweep ab start --metric conversion --goal maximize \\
                --baseline 0.10 --mde 0.01 --traffic-per-day 20000 --split 90/10
              stepsweep ab status --html test.html
              stepsweep ab decide
            """,
        subcommands: [
            ABStart.self, ABStatus.self, ABDecide.self, ABWeights.self, ABReallocate.self, ABStop.self, ABList.self,
            ABDeploy.self,
        ])
}

/// `stepsweep ab list`
struct ABList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List all tests, the last one first.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    mutating func run() throws {
        let tests = try ABDesk(store: store.openExisting()).all()
        if output.json {
            let document: JSON = ["schema": "stepsweep.ab-list", "version": 1, "tests": .array(tests.map(\.json))]
            return Terminal.write(document.text(.indented) + "\n")
        }
        guard !tests.isEmpty else { return Terminal.say("no A/B test yet: `stepsweep ab start --help`") }
        Terminal.write(ABListScreen(tests).text(width: Terminal.width, style: output.style))
    }
}
