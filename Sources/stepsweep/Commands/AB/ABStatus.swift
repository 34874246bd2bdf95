import ArgumentParser
import Decisions
import Foundation
import JSON
import Reporting

/// `stepsweep ab status`
struct ABStatus: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show where a test stands; looking costs nothing of its certainty.",
        discussion: """
            Shares of the arms (alarm below p 0.001), the difference with an interval that holds at all looks together, guardrails, units so far
            and to come, and the verdict of now. Below 100 units in an arm nothing is concluded. A breached guardrail of a running test rolls
            back right here.

            EXAMPLES
              stepsweep ab status
              stepsweep ab status ab-1 --html ab-1.html
              stepsweep ab status --stack stepsweep
            """)

    @Argument(help: "A test, like ab-1; the last one without it.") var test: String?
    @Option(
        help: ArgumentHelp(
            "Write one HTML page with the interval over time, which needs nothing beside itself; `-` means stdout.",
            valueName: "file"))
    var html: String?
    @OptionGroup var traffic: TrafficOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    mutating func validate() throws {
        if html != nil, output.json { throw ValidationError("--json and --html: choose one of them") }
        if html?.isEmpty == true { throw ValidationError("--html: name a file, or - for stdout") }
    }

    mutating func run() async throws {
        let folder = try store.openExisting()
        let page = try html.map(PageOutput.init)
        try await traffic.bring(ABDesk(store: folder).test(named: test), into: folder)
        let analysis = try ABLook(store: folder).analysis(of: test)
        if output.json { return Terminal.write(analysis.json.text(.indented) + "\n") }
        guard let page else {
            return Terminal.write(ABStatusScreen(analysis).text(width: Terminal.width, style: output.style))
        }
        try page.write(ABPage(analysis).html)
    }
}
