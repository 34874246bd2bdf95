import AWS
import Foundation
import LambdaRuntime
import ObjectStore
import Reducers
import SweepModel

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
            let handler = LambdaHandler { try StoreLocation($0).open() }
            try await runtime.run { invocation in
                do {
                    let answer = try await OwnThread.run {
                        try handler.handle(
                            event: invocation.event, remainingSeconds: Self.remainingSeconds(of: invocation))
                    }
                    if let schedule = answer.finishedSchedule { try await Self.remove(schedule) }
                    return answer.body
                } catch let error as LambdaFailure {
                    throw InvocationFailure(type: error.type, message: error.message)
                }
            }
        } catch {
            StandardStreams.complain("\(error)")
            exit(1)
        }
    }

    /// The next minute's look tries again where this fails.
    private static func remove(_ schedule: GateSchedule) async throws {
        do {
            let client = try await AWSClient.configured()
            try await Scheduler(client: client).deleteSchedule(schedule.name, group: schedule.group)
        } catch {
            throw InvocationFailure(
                type: "Reduce.Schedule", message: "the schedule \(schedule.name) could not be taken away: \(error)")
        }
    }

    private static func remainingSeconds(of invocation: Invocation) -> Double? {
        invocation.deadlineMilliseconds.map { Double($0) / 1000 - Date().timeIntervalSince1970 }
    }
}
