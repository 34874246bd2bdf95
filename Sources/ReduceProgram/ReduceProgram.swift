import Foundation
import LambdaRuntime

/// `stepsweep-reduce`: a plain command, or a Lambda function where the environment names the Runtime API.
public struct ReduceProgram {
    /// - Parameter arguments: those behind the program's name.
    /// - Returns: the exit code; a Lambda function ends by itself.
    public static func run(_ arguments: some Collection<String>) async -> Int32 {
        // Whoever started this program may ignore the ends of its children; the user's reduce command must be waited for.
        signal(SIGCHLD, SIG_DFL)
        signal(SIGPIPE, SIG_IGN)
        if let endpoint = ProcessInfo.processInfo.environment["AWS_LAMBDA_RUNTIME_API"] {
            await ReduceFunction(runtime: LambdaRuntime(endpoint: endpoint)).run()
        }
        return ReduceCommandLine(arguments: Array(arguments)).run()
    }
}
