import AWS
import Foundation
import HTTPStart
import JSON
import LambdaRuntime
import StepFunctionsEngine
import SweepCompiler

/// The start over HTTP behind Lambda's Runtime API.
struct StartFunction {
    let runtime: LambdaRuntime

    /// Serves events until the Runtime API is gone.
    func run() async throws {
        let start: SweepStart
        do {
            start = try await Self.start(ProcessInfo.processInfo.environment)
        } catch {
            try await runtime.failInitialisation(
                InvocationFailure(type: "Start.WrongSettings", message: "\(error)"))
            throw error
        }
        try await runtime.run { invocation in
            let answer = await start.answer(to: invocation.event)
            Self.log(answer, invocation)
            return answer.event
        }
    }

    /// As the template describes the stack to the function.
    private static func start(_ variables: [String: String]) async throws -> SweepStart {
        guard let stack = variables[StartVariable.stack],
            let maxUSD = variables[StartVariable.maxUSD].flatMap(Double.init), maxUSD > 0, maxUSD.isFinite
        else {
            throw CommandFailure(
                "error: \(StartVariable.stack) and \(StartVariable.maxUSD) must name the stack and the cap; deploy with "
                    + "`stepsweep deploy --http-start`", .world)
        }
        let outputs = variables.compactMap { name, value in
            name.hasPrefix(StartVariable.outputPrefix)
                ? (String(name.dropFirst(StartVariable.outputPrefix.count)), value) : nil
        }
        return SweepStart(
            client: try await .configured(),
            stack: try CloudStack(name: stack, outputs: Dictionary(uniqueKeysWithValues: outputs)),
            rules: StartRules(maxUSD: maxUSD))
    }

    /// Who asked for what, one line of JSON an event: so nothing that a caller writes can pass for another line.
    private static func log(_ answer: StartAnswer, _ invocation: Invocation) {
        let event = try? JSON(parsing: invocation.event)
        let line: JSON = [
            "request": .string(invocation.requestID), "status": .integer(answer.status),
            "caller": event?["requestContext"]?["authorizer"]?["iam"]?["userArn"] ?? .null,
            "sweep": answer.document["sweep"] ?? .null, "error": answer.document["error"]?["message"] ?? .null,
        ]
        Terminal.say(line.text())
    }
}
