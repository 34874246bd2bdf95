import AWS
import ArgumentParser
import CloudSetup
import Foundation
import JSON
import SweepCompiler

/// `stepsweep doctor`
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check credentials, stack, image, roles, queues, network and quotas, with a fix for each problem.",
        discussion: """
            It changes nothing. Each line is ok, a warning (works, or may) or a problem (sweeps can't run, or not all of them); the exit code is 1 where there is a problem.

            EXAMPLES
              stepsweep doctor
              stepsweep doctor --stack team-a --profile work
              stepsweep doctor --for sweep.yaml     may workers read its data in S3?
              stepsweep doctor --json | jq '.findings[] | select(.verdict != "ok")'
            """)

    @Option(
        name: .customLong("for"),
        help: ArgumentHelp(
            "A sweep file: can workers read the data that it names in S3? May be repeated.", valueName: "file"))
    var sweepFiles: [String] = []
    @OptionGroup var stack: StackOptions
    @OptionGroup var aws: AWSOptions
    @OptionGroup var output: OutputOptions

    mutating func run() async throws {
        let names = try stack.names()
        let isJSON = output.json
        let client: AWSClient
        do {
            client = try await aws.client()
        } catch let error as ConfigurationError {
            let finding = Finding.problem(error.place, error.problem, fix: error.fix)
            if !isJSON { Terminal.write(finding.text) }
            return try conclude([finding], names, region: nil)
        }
        let consent = Consent(isYes: false)
        let question = question(client)
        let findings = try await CloudTask.run(consent, next: "nothing was changed") {
            try await Doctor(
                client: client, names: names, tools: ContainerTool.available(), question: question
            ).examine { finding in if !isJSON { Terminal.write(finding.text) } }
        }
        try conclude(findings, names, region: client.region)
    }

    private func question(_ client: AWSClient) -> Doctor.DataQuestion? {
        guard !sweepFiles.isEmpty else { return nil }
        let files = sweepFiles
        let command = DataCommand(stack: stack.stack, region: aws.region, profile: aws.profile)
        return Doctor.DataQuestion(allow: command.text(for: files)) {
            try await RemoteObject.named(in: files, client)
        }
    }

    private func conclude(_ findings: [Finding], _ names: StackNames, region: String?) throws {
        let problems = findings.count { $0.verdict == .problem }
        if output.json {
            let document: JSON = [
                "schema": "stepsweep.doctor", "version": 1, "stack": .string(names.stack),
                "region": region.map(JSON.string) ?? .null, "problems": .integer(problems),
                "warnings": .integer(findings.count { $0.verdict == .warning }),
                "findings": .array(findings.map(\.json)),
            ]
            Terminal.write(document.text(.indented) + "\n")
        }
        guard problems == 0 else {
            throw CommandFailure("error: \(problems) problem\(problems == 1 ? "" : "s")", .failure)
        }
    }
}

extension Finding {
    fileprivate var text: String {
        let mark = verdict.rawValue.padding(toLength: 7, withPad: " ", startingAt: 0)
        return "\(mark)  \(check): \(says)\n" + (fix.map { "         fix: \($0)\n" } ?? "")
    }

    fileprivate var json: JSON {
        [
            "check": .string(check), "verdict": .string(verdict.rawValue), "says": .string(says),
            "fix": fix.map(JSON.string) ?? .null,
        ]
    }
}
