import AWS
import ArgumentParser
import Foundation
import LambdaRuntime
import ServingFunction
import TrainingCore

/// `stepsweep ab-function`
struct ABFunctionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ab-function",
        abstract: "Answer predictions by the arms that are served: the program of a Lambda function.",
        discussion: """
            `stepsweep deploy --ab` makes the function and its address, and `stepsweep ab deploy` publishes the arms; Lambda runs this
            command in it, and AWS IAM decides who may call. docs/ab-on-aws.md has the requests and answers.

            EXAMPLES
              stepsweep deploy --ab
              stepsweep ab deploy
            """)

    mutating func run() async throws {
        guard let endpoint = Terminal.environment("AWS_LAMBDA_RUNTIME_API") else {
            throw CommandFailure(
                "error: Lambda runs this command, and this is no Lambda function: make one with `stepsweep deploy --ab`",
                .usage)
        }
        let runtime = LambdaRuntime(endpoint: endpoint)
        do {
            guard let store = Terminal.environment("STEPSWEEP_STORE"), !store.isEmpty else {
                throw CommandFailure(
                    "error: STEPSWEEP_STORE must name the stack's bucket; deploy with `stepsweep deploy --ab`", .world)
            }
            try BLASLibrary.require()
            try await ABFunction(runtime: runtime, store: StoreLocation(store).open()).run()
        } catch let failure as CommandFailure {
            try await runtime.failInitialisation(
                InvocationFailure(type: "Serving.WrongSettings", message: failure.message))
            throw failure
        }
    }
}
