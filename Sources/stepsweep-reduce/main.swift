import Foundation
import LambdaRuntime

/// Inside Lambda the environment names the Runtime API; anywhere else this is a plain command.
if let endpoint = ProcessInfo.processInfo.environment["AWS_LAMBDA_RUNTIME_API"] {
    await ReduceFunction(runtime: LambdaRuntime(endpoint: endpoint)).run()
} else {
    exit(ReduceCommandLine(arguments: Array(CommandLine.arguments.dropFirst())).run())
}
