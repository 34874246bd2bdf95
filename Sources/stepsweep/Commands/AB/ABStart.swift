import ArgumentParser
import Decisions
import Foundation
import JSON
import Reporting
import ResultStore
import SweepModel

/// `stepsweep ab start`
struct ABStart: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start",
        abstract: "Plan a test, say how many units and days it takes, and start it.",
        discussion: """
            The units are those of a sequential test, which may be looked at daily and ends early where the difference is clear; beside them
            stands what a test with one look at a fixed end would need. --mde is absolute: 0.01 on a baseline of 0.10 is 11 %.

            A guardrail is latency_ms, error_rate or the name of any outcome, and the harm that is tolerated: latency_ms<=+5 lets the
            challenger's mean be 5 ms above the champion's. A breached one rolls the test back by itself.

            EXAMPLES
              stepsweep ab start --metric conversion --goal maximize \\
                --baseline 0.10 --mde 0.01 --traffic-per-day 20000 --split 90/10
              stepsweep ab start --metric revenue --kind mean --baseline 12 \\
                --sd 40 --mde 0.5 --traffic-per-day 5000 --dry-run
              stepsweep ab start --metric conversion --baseline 0.10 \\
                --mde 0.01 --traffic-per-day 20000 \\
                --ramp "10%,50%,100%" --every 2d \\
                --guardrail "latency_ms<=+5" --guardrail "error_rate<=+0.01" --yes
              stepsweep ab start --metric conversion --baseline 0.10 \\
                --mde 0.01 --traffic-per-day 20000 \\
                --arm old=champion --arm new=4@http://127.0.0.1:9000/
            """)

    @OptionGroup(title: "What is to be found out") var question: ABQuestionOptions
    @OptionGroup(title: "Who takes part") var parts: ABPartOptions
    @Flag(help: "Start without asking.") var yes = false
    @Flag(help: "Say what it takes, and start nothing.") var dryRun = false
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    mutating func validate() throws {
        if yes, dryRun { throw ValidationError("--yes and --dry-run: choose one of them") }
        if output.json, !yes, !dryRun {
            throw ValidationError("--json: add --yes to start, or --dry-run: nobody is asked then")
        }
    }

    mutating func run() throws {
        let folder = try store.openExisting()
        let desk = ABDesk(store: folder)
        let options = try options(Registry(store: folder))
        if let running = try desk.running(), !dryRun { throw ABError.running(running.id) }
        let plan = try ABPlan(options)
        if !output.json {
            let screen = ABPlanScreen(options, plan, even: try? ABPlan(evenly(options)))
            Terminal.write(screen.text(width: Terminal.width, style: output.style))
        }
        var test: ABTest?
        if !dryRun {
            guard output.json || yes ? true : try Consent(isYes: false).ask("Start it?") else {
                return Terminal.say("nothing was started")
            }
            test = try desk.start(options, by: NSUserName(), at: Date().timeIntervalSince1970)
        }
        if output.json { return Terminal.write(plan.document(test).text(.indented) + "\n") }
        if let test { Terminal.write("\n\(test.id) runs; `stepsweep ab status` shows where it stands\n") }
    }

    private func options(_ registry: Registry) throws -> ABOptions {
        let arms = try parts.arms(registry)
        return try question.options(arms: arms, parts: parts)
    }

    private func evenly(_ options: ABOptions) -> ABOptions {
        var options = options
        let weights = ABText.equalWeights(arms: options.arms.count)
        for (place, weight) in weights.enumerated() { options.arms[place].weight = weight }
        return options
    }
}
