import AWS
import ArgumentParser
import Foundation
import HTTPStart
import JSON
import LambdaRuntime
import StepFunctionsEngine
import SweepCompiler

/// `stepsweep http-start`
struct HTTPStartCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "http-start",
        abstract: "Start sweep files that are sent to a stack's address: the program of a Lambda function.",
        discussion: """
            `stepsweep deploy --http-start` makes the function and its address; Lambda runs this command in it, and AWS IAM decides who may call. Here, --event handles one event and prints what the caller would get: it starts the sweep for good. docs/http-start.md has the answers, and an example with curl.

            EXAMPLES
              stepsweep deploy --http-start --http-start-max-usd 20
              stepsweep http-start --event event.json --stack stepsweep --max-usd 20
            """)

    @Option(help: ArgumentHelp("A file with one event as Lambda would hand it over.", valueName: "file"))
    var event: String?
    @Option(help: ArgumentHelp("With --event: the stack that `deploy` made.", valueName: "name"))
    var stack = DeploymentRequest().stackName
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("With --event: what one sweep may cost.", valueName: "dollars"))
    var maxUsd: Double?
    @OptionGroup var aws: AWSOptions

    mutating func validate() throws {
        if let maxUsd, !HTTPStartCap.usd.contains(maxUsd) {
            throw ValidationError(
                "--max-usd: must be between 0.01 and 10,000,000 US dollars a sweep, received \(maxUsd)")
        }
        guard event == nil else { return }
        let named = [
            ("--max-usd", maxUsd != nil), ("--stack", stack != DeploymentRequest().stackName),
            ("--profile", aws.profile != nil), ("--region", aws.region != nil),
        ]
        if let (option, _) = named.first(where: \.1) {
            throw ValidationError("\(option): only with --event; in Lambda the stack says what it is")
        }
    }

    mutating func run() async throws {
        if let event { return try await answer(event) }
        guard let endpoint = Terminal.environment("AWS_LAMBDA_RUNTIME_API") else {
            throw CommandFailure(
                "error: Lambda runs this command, and this is no Lambda function: make one with "
                    + "`stepsweep deploy --http-start`, or try one event with --event FILE", .usage)
        }
        try await StartFunction(runtime: LambdaRuntime(endpoint: endpoint)).run()
    }

    private func answer(_ path: String) async throws {
        guard let maxUsd else {
            throw CommandFailure("error: --max-usd: is missing: name what the sweep may cost", .usage)
        }
        let bytes: Data
        do {
            bytes = try ReadableFile.bytes(of: path)
        } catch {
            throw CommandFailure("error: --event: \(path): \(error.message)", .usage)
        }
        let answer = try await answer(to: bytes, maxUSD: maxUsd)
        Terminal.write(answer.document.text(.indented) + "\n")
        guard answer.status < 300 else {
            throw CommandFailure("error: the caller would get status \(answer.status)", .failure)
        }
    }

    /// What is wrong with the event itself is known without AWS.
    private func answer(to event: Data, maxUSD: Double) async throws -> StartAnswer {
        do {
            _ = try StartRequest(event: event)
        } catch {
            return error
        }
        let client = try await aws.client()
        return await SweepStart(
            client: client, stack: try await CloudStack.read(stack, client), rules: StartRules(maxUSD: maxUSD)
        ).answer(to: event)
    }
}
