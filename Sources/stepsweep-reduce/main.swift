import Foundation
import LambdaRuntime

// Whoever started this program may ignore the ends of its children; the user's reduce command must be waited for.
signal(SIGCHLD, SIG_DFL)
signal(SIGPIPE, SIG_IGN)

/// Inside Lambda the environment names the Runtime API; anywhere else this is a plain command.
if let endpoint = ProcessInfo.processInfo.environment["AWS_LAMBDA_RUNTIME_API"] {
    await ReduceFunction(runtime: LambdaRuntime(endpoint: endpoint)).run()
} else {
    exit(ReduceCommandLine(arguments: Array(CommandLine.arguments.dropFirst())).run())
}
