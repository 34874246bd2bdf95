import ArgumentParser
import Decisions
import Foundation
import JSON
import SweepModel

/// `stepsweep ab weights 50/50`
struct ABWeights: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "weights",
        abstract: "Give the running test's arms other shares: a new phase, analysed apart.",
        discussion: """
            Units stay in the phase in which they came, and what comes for them later than its end doesn't count: other shares may have moved
            them to another arm. A ramp (`ab start --ramp`) raises the number of units without that.

            EXAMPLE
              stepsweep ab weights 50/50
            """)

    @Argument(help: ArgumentHelp("Percents of the arms, in their order.", valueName: "percents")) var weights: String
    @Option(help: "Why, for the record.") var note: String?
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    mutating func run() throws {
        let desk = ABDesk(store: try store.openExisting())
        let test = try desk.requireRunning()
        guard test.options.allocation == .fixed else {
            throw ABError.notForThisTest(
                problem: "\(test.id): its weights follow success; `stepsweep ab reallocate` moves them")
        }
        let shares = try ABText.weights(weights, arms: test.options.arms.count, option: "weights")
        guard shares != test.weights else {
            throw ABError.invalid(option: "weights", problem: "these are the weights already", received: weights)
        }
        let changed = try desk.reweigh(
            test, to: shares, by: NSUserName(), at: Date().timeIntervalSince1970, note: note)
        ABPhaseLine.show(changed, output)
    }
}

/// What commands print that begin a phase.
enum ABPhaseLine {
    static func show(_ test: ABTest, _ output: OutputOptions) {
        if output.json {
            let document: JSON = ["schema": "stepsweep.ab-phase", "version": 1, "test": test.json]
            return Terminal.write(document.text(.indented) + "\n")
        }
        let shares = zip(test.options.arms, test.weights).map { arm, weight in
            "\(arm.name) \(String(format: "%.1f", weight * 100)) %"
        }
        Terminal.write("\(test.id) is in phase \(test.phases.count): \(shares.joined(separator: ", "))\n")
    }
}
