import ArgumentParser
import Decisions
import Foundation
import Reporting
import SweepModel

/// `stepsweep ab reallocate`
struct ABReallocate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reallocate",
        abstract: "Move the shares of a Thompson test to the arms that do better.",
        discussion: """
            Each arm gets the floor, and of the rest its probability of being the best: a new phase. Such data are adaptive, so there is no
            fixed-split verdict: `ab status` says probabilities and expected losses instead.
            """)

    @Flag(help: "Say the new shares, and change nothing.") var dryRun = false
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    mutating func run() throws {
        let folder = try store.openExisting()
        let desk = ABDesk(store: folder)
        let test = try desk.requireRunning()
        let analysis = try ABLook(store: folder, mends: !dryRun).analysis(of: test.id)
        guard analysis.test.end == nil else { throw ABError.noneRunning(last: test.id) }
        let weights = try desk.thompsonWeights(analysis)
        if dryRun {
            let shares = zip(test.options.arms, weights).map { "\($0.name) \(String(format: "%.1f", $1 * 100)) %" }
            return Terminal.write(shares.joined(separator: ", ") + "\n")
        }
        guard weights != test.weights else { return Terminal.say("the shares stay as they are") }
        let changed = try desk.reweigh(
            test, to: weights, by: NSUserName(), at: Date().timeIntervalSince1970, note: "thompson")
        ABPhaseLine.show(changed, output)
    }
}
