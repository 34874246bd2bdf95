import AWS
import ArgumentParser
import CloudSetup
import Foundation
import JSON
import SweepCompiler

/// `stepsweep destroy`
struct Destroy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Remove what `deploy` and launches made on AWS, and prove that nothing billable is left.",
        discussion: """
            Running sweeps are stopped, their jobs and tasks ended, their state machines deleted, and the stack removed. The bucket with results and models stays unless you say --delete-results. At the end every service is asked for what is left; the exit code is 1 where something is. A stack that is not there is no error, so the command may be run again.

            EXAMPLES
              stepsweep destroy
              stepsweep destroy --stack team-a --yes
              stepsweep destroy --delete-results     results and models go too, for good
            """)

    @OptionGroup var stack: StackOptions
    @Flag(help: "Delete the bucket with all results and models, in every version.") var deleteResults = false
    @OptionGroup var aws: AWSOptions
    @OptionGroup var wait: WaitOptions
    @OptionGroup var output: OutputOptions

    mutating func run() async throws {
        let names = try stack.names()
        let client = try await aws.client()
        let consent = Consent(isYes: wait.yes)
        let pace = Pace(limitSeconds: Double(wait.timeout) * 60)
        let deletesResults = deleteResults
        let result = try await CloudTask.run(consent, next: "go on with the same command") {
            try await Destroyer(client: client, console: Console(consent), pace: pace)
                .destroy(stack: names.stack, deletesResults: deletesResults)
        }
        Terminal.write(output.json ? result.json(names.stack).text(.indented) + "\n" : result.text)
        guard result.isClean else {
            throw CommandFailure("error: something of stack \(names.stack) is left: see the listing", .failure)
        }
    }
}

extension DestroyResult {
    fileprivate var text: String {
        let width = sections.map(\.service.count).max() ?? 0
        let lines = sections.flatMap { section in
            let name = section.service.padding(toLength: width, withPad: " ", startingAt: 0)
            if let problem = section.problem { return ["\(name)  could not be asked: \(problem)"] }
            if section.items.isEmpty { return ["\(name)  none"] }
            return section.items.map { "\(name)  LEFT: \($0.name)\n" + "    remove it with: \($0.removal)" }
        }
        let kept = keptBuckets.map { "kept: s3://\($0), with the results" }
        return (lines + kept).joined(separator: "\n") + "\n"
    }

    fileprivate func json(_ stack: String) -> JSON {
        [
            "schema": "stepsweep.destroy", "version": 1, "stack": .string(stack), "account": .string(account),
            "region": .string(region), "clean": .bool(isClean),
            "keptBuckets": .array(keptBuckets.map(JSON.string)),
            "services": .array(
                sections.map { section in
                    [
                        "service": .string(section.service), "problem": section.problem.map(JSON.string) ?? .null,
                        "left": .array(
                            section.items.map { ["name": .string($0.name), "removal": .string($0.removal)] }),
                    ]
                }),
        ]
    }
}
