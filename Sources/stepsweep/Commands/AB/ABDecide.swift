import ArgumentParser
import Decisions
import Foundation
import JSON
import Reporting
import ResultStore

/// `stepsweep ab decide`
struct ABDecide: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide",
        abstract: "End the running test by its rule: promote, roll back, or go on.",
        discussion: """
            The rule, in this order: a breached guardrail rolls back; a sample-ratio alarm blocks; below 100 units in an arm it goes on; a
            challenger that is better at --alpha (Holm over challengers) is promoted; where all are worse, or the planned units are in without a
            better one, it rolls back; else it goes on. What it rests on is kept in the registry.

            The exit code is 0 where the test ended (with --dry-run: would end), 7 where it goes on, and 3 where it has no verdict.

            EXAMPLES
              stepsweep ab decide
              stepsweep ab decide --yes --note "agreed on Monday"
            """)

    @Flag(help: "End it without asking.") var yes = false
    @Flag(help: "Say what the rule says, and change nothing.") var dryRun = false
    @Option(help: "Why, for the record.") var note: String?
    @OptionGroup var traffic: TrafficOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    mutating func validate() throws {
        if yes, dryRun { throw ValidationError("--yes and --dry-run: choose one of them") }
        if output.json, !yes, !dryRun {
            throw ValidationError("--json: add --yes to end the test, or --dry-run: nobody is asked then")
        }
    }

    mutating func run() async throws {
        let folder = try store.openExisting()
        let desk = ABDesk(store: folder)
        let running = try desk.requireRunning()
        try await traffic.bring(running, into: folder)
        let analysis = try await ABLook(store: folder, mends: !dryRun).settledAnalysis(of: running.id)
        if !output.json {
            Terminal.write(ABStatusScreen(analysis).text(width: Terminal.width, style: output.style))
        }
        var ended = analysis.test.end == nil ? nil : analysis.test
        if ended == nil, !dryRun, let arm = analysis.verdict.arm {
            let isPromotion = analysis.verdict.action == .promote
            let question =
                isPromotion ? "Make \(arm) the champion?" : "End \(running.id), and let \(arm) answer everybody?"
            guard try output.json || yes || Consent(isYes: false).ask(question) else {
                throw CommandFailure("nothing was changed: \(running.id) goes on", .stillRunning)
            }
            ended = try desk.apply(analysis, by: NSUserName(), note: note)
        }
        show(analysis, ended)
        try exit(analysis, ended)
    }

    private func show(_ analysis: ABAnalysis, _ ended: ABTest?) {
        if output.json {
            let document: JSON = [
                "schema": "stepsweep.ab-decide", "version": 1, "status": analysis.json,
                "verdict": analysis.verdict.json,
                "ended": ended?.json ?? .null,
            ]
            return Terminal.write(document.text(.indented) + "\n")
        }
        guard let end = ended?.end else { return }
        Terminal.write("\n\(end.arm) answers everybody now\n")
    }

    private func exit(_ analysis: ABAnalysis, _ ended: ABTest?) throws {
        guard ended == nil else { return }
        switch analysis.verdict.action {
        case .promote, .rollBack: return
        case .goOn: throw CommandFailure(output.json ? "" : "\(analysis.test.id) goes on", .stillRunning)
        case .blocked, .none: throw CommandFailure("error: no verdict: \(analysis.verdict.reason)", .refused)
        }
    }
}
