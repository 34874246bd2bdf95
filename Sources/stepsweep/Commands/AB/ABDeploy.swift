import AWS
import ArgumentParser
import Foundation
import JSON
import ObjectStore
import Scoring
import SweepCompiler
import SweepModel
import StepFunctionsEngine
import TrainingCore

/// `stepsweep ab deploy`
struct ABDeploy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deploy",
        abstract: "Publish the arms that are served behind a Lambda function of a stack.",
        discussion: """
            Brings the serving document and its models into the stack's bucket; the function that `stepsweep deploy --ab` made answers by
            them within five seconds, at the address that is printed. Run it again after each change: a promotion, `ab start`, a new
            phase. What the function saw comes back with `ab status --stack`. docs/ab-on-aws.md tells what callers need and how to sign.

            EXAMPLES
              stepsweep deploy --ab
              stepsweep ab deploy
              stepsweep ab deploy --print
            """)

    @Option(help: ArgumentHelp("The stack that `deploy` made.", valueName: "name"))
    var stack = DeploymentRequest().stackName
    @Flag(help: "Print the document that would be published; nothing is sent anywhere.") var print = false
    @OptionGroup var aws: AWSOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    mutating func run() async throws {
        try BLASLibrary.require()
        let publication = ArmPublication(try ServedModels(store: store.openExisting()))
        if print { return Terminal.write(try JSON(encoding: publication.document).text(.indented) + "\n") }
        _ = try StackOptions.names(of: stack)
        let client = try await aws.client()
        let found = try await CloudStack.read(stack, client)
        guard let url = found.servingURL else {
            let named = stack == DeploymentRequest().stackName ? "" : " --stack \(stack)"
            throw CommandFailure(
                "error: stack `\(stack)` has no function that answers predictions; make it with `stepsweep deploy --ab\(named)`",
                .refused)
        }
        let bucket = S3Store(bucket: try S3Bucket(found.target.bucket, client: client), scratch: try ScratchFolder())
        let changed = try await OwnThread.run { try publication.publish(to: bucket) }
        show(publication.document, changed: changed, at: url, in: bucket.name)
    }

    private func show(_ document: ServingDocument, changed: Bool, at url: String, in bucket: String) {
        if output.json {
            let json: JSON = [
                "schema": "stepsweep.ab-deploy", "version": 1, "url": .string(url), "bucket": .string(bucket),
                "revision": .integer(document.revision), "changed": .bool(changed),
                "test": document.test.map(JSON.string) ?? .null,
                "arms": .array(document.arms.map { ["arm": .string($0.name), "version": .integer($0.version)] }),
            ]
            return Terminal.write(json.text(.indented) + "\n")
        }
        let arms = document.arms.map { "\($0.name) (version \($0.version))" }.joined(separator: ", ")
        Terminal.write(
            """
            revision \(document.revision) \(changed ? "published to" : "was in") \(bucket): \(arms)
            address: \(url)
            callers need lambda:InvokeFunctionUrl and lambda:InvokeFunction on it; see docs/ab-on-aws.md

            """)
    }
}
