import AWS
import Foundation
import JSON
import LambdaRuntime
import ObjectStore
import ServingFunction

/// The arms of the serving document behind Lambda's Runtime API.
struct ABFunction {
    let runtime: LambdaRuntime
    /// The bucket, or a folder in its place.
    let store: any ObjectStore

    /// Serves events until the Runtime API is gone.
    func run() async throws {
        let counter = ServingCounter(store: store)
        try await runtime.run { invocation in
            let answer = await Self.answer(to: invocation.event, counter)
            Self.log(answer, invocation)
            return answer.event
        }
    }

    private static func answer(to event: Data, _ counter: ServingCounter) async -> FunctionAnswer {
        do {
            let request = try FunctionRequest(event: event)
            return try await OwnThread.run { counter.answer(to: request) }
        } catch let answer as FunctionAnswer {
            return answer
        } catch {
            return FunctionAnswer(500, "function", "\(error)", fix: "look at the function's log")
        }
    }

    /// Who asked for what, one line of JSON an event, without what was asked.
    private static func log(_ answer: FunctionAnswer, _ invocation: Invocation) {
        let event = try? JSON(parsing: invocation.event)
        let line: JSON = [
            "request": .string(invocation.requestID), "status": .integer(answer.status),
            "path": event?["rawPath"] ?? .null,
            "caller": event?["requestContext"]?["authorizer"]?["iam"]?["userArn"] ?? .null,
            "error": answer.document["error"]?["what"] ?? .null,
        ]
        Terminal.say(line.text())
    }
}
