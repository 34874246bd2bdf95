import AWS
import Foundation
import LambdaRuntime
import ObjectStore
import Reducers

/// The reducer behind Lambda's Runtime API.
struct ReduceFunction {
    let runtime: LambdaRuntime

    /// Serves events until the Runtime API is gone.
    func run() async -> Never {
        do {
            guard access(NSTemporaryDirectory(), W_OK) == 0 else {
                try await runtime.failInitialisation(
                    InvocationFailure(
                        type: "Runtime.NoScratchFolder",
                        message: "\(NSTemporaryDirectory()) can't be written: the reducer needs scratch space there"))
                exit(1)
            }
            try await runtime.run { invocation in
                do {
                    return try await OwnThread.run {
                        try LambdaHandler(openStore: { try StoreLocation($0).open() }).handle(
                            event: invocation.event, remainingSeconds: Self.remainingSeconds(of: invocation))
                    }
                } catch let error as LambdaFailure {
                    throw InvocationFailure(type: error.type, message: error.message)
                }
            }
        } catch {
            StandardStreams.complain("\(error)")
            exit(1)
        }
    }

    private static func remainingSeconds(of invocation: Invocation) -> Double? {
        invocation.deadlineMilliseconds.map { Double($0) / 1000 - Date().timeIntervalSince1970 }
    }
}
