internal import Foundation
internal import JSON
internal import ObjectStore
internal import Reducers
internal import StatesInterpreter

/// The reducer on this machine, asked as Lambda or as a Batch job: both call one plain function.
struct LocalReduction {
    let store: FolderStore
    let reducer: Reducer
    let latest: LatestReduction
    let willReduce: @Sendable () -> Void

    /// Answers `lambda:invoke`.
    func invoke(_ parameters: JSON) throws(TaskFailure) -> JSON {
        willReduce()
        guard let sweep = parameters["Payload"]?["sweep"]?.string else {
            throw TaskFailure(error: "Lambda.InvalidRequestContentException", cause: "Payload.sweep is required")
        }
        do {
            let result = try reducer.reduce(sweep: sweep, store: store).json
            latest.store(result)
            return ["StatusCode": 200, "ExecutedVersion": "$LATEST", "Payload": result]
        } catch {
            let failure = LambdaFailure(error)
            let cause: JSON = ["errorType": .string(failure.type), "errorMessage": .string(failure.message)]
            throw TaskFailure(error: failure.type, cause: cause.text())
        }
    }

    /// Runs a job whose command is the reducer's; `nil` for another job.
    func run(_ job: LocalJob) throws(TaskFailure) -> JSON? {
        guard job.command.first == ReduceArguments.program,
            let arguments = ReduceArguments(Array(job.command.dropFirst())), let run = arguments.run
        else { return nil }
        willReduce()
        var attempts: [AttemptEnd] = []
        repeat {
            attempts.append(attempt(arguments.sweep, run))
        } while attempts.last?.succeeded != true && !Task.isCancelled
            && attempts.last.map { job.retryStrategy.retries(after: $0, attempt: attempts.count) } == true
        let description = job.description(id: "local-" + UUID().uuidString.lowercased(), attempts: attempts)
        guard attempts.last?.succeeded == true else {
            throw TaskFailure(error: "States.TaskFailed", cause: description.text())
        }
        return description
    }

    private func attempt(_ sweep: String, _ run: Int) -> AttemptEnd {
        let exited = "Essential container in job exited"
        do {
            latest.store(try reducer.decide(sweep: sweep, run: run, store: store).json)
            return AttemptEnd(exitCode: 0, statusReason: exited)
        } catch {
            return AttemptEnd(exitCode: Reducer.exitCode(of: error), reason: "\(error)", statusReason: exited)
        }
    }
}
