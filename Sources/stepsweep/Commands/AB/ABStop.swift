import ArgumentParser
import Decisions
import Foundation
import JSON
import SweepModel

/// `stepsweep ab stop`
struct ABStop: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "End the running test without a verdict; the champion answers everybody.")

    @Option(help: "Why, for the record.") var note: String?
    @Flag(help: "Stop without asking.") var yes = false
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    mutating func run() throws {
        let desk = ABDesk(store: try store.openExisting())
        let test = try desk.requireRunning()
        guard try Consent(isYes: yes).ask("Stop \(test.id) without a verdict?") else {
            return Terminal.say("nothing was changed")
        }
        let ended = try desk.stop(test, by: NSUserName(), at: Date().timeIntervalSince1970, note: note)
        if output.json {
            let document: JSON = ["schema": "stepsweep.ab-phase", "version": 1, "test": ended.json]
            return Terminal.write(document.text(.indented) + "\n")
        }
        Terminal.write("\(ended.id) stopped; \(ended.options.arms[0].name) answers everybody now\n")
    }
}
