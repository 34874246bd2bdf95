internal import Foundation
internal import JSON
internal import StatesLanguage

extension TaskState: WorkState {
    func work(_ visit: Visit, _ strand: inout Strand) async throws(Interruption) -> JSON {
        let request = try request(visit, strand)
        let events = TaskEvents(resource)
        try strand.record(events.scheduled, events.details(of: request))
        try strand.record(events.started, events.service)
        if events.hasSubmission { try strand.record(.taskSubmitted, events.service) }
        let outcome = await outcome(of: request, strand.frame.surroundings)
        if Task.isCancelled { throw .cancelled }
        switch outcome {
        case .success(let result):
            try strand.record(events.succeeded, events.service.merging(["output": result]) { _, new in new })
            return result
        case .failure(let failure):
            let isTimeout = [ErrorName.timeout, ErrorName.heartbeatTimeout].contains(failure.error)
            let type = isTimeout ? events.timedOut : events.failed
            try strand.record(type, events.service.merging(failure.details) { _, new in new })
            throw .failed(failure)
        }
    }

    private func request(_ visit: Visit, _ strand: Strand) throws(Interruption) -> TaskRequest {
        var visit = visit
        let attempt = visit.retryCount ?? 0
        let token = "\(strand.frame.identity.id)#\(visit.enteredEvent).\(attempt)"
        if case .service(_, _, .waitForTaskToken) = TaskResource(resource) { visit.taskToken = token }
        let input = try strand.select(inputPath, from: visit.input, visit)
        return TaskRequest(
            resource: resource, stateName: visit.name, parameters: try strand.apply(parameters, to: input, visit),
            path: strand.path, attempt: attempt,
            timeoutSeconds: try seconds(timeoutSeconds, "Timeout", input, visit, strand),
            heartbeatSeconds: try seconds(heartbeatSeconds, "Heartbeat", input, visit, strand), taskToken: token)
    }

    private func seconds(
        _ value: ValueOrPath<Int>?, _ name: String, _ input: JSON, _ visit: Visit, _ strand: Strand
    ) throws(Interruption) -> Int? {
        guard let value else { return nil }
        return try strand.wholeSeconds(value, "\(name)SecondsPath", input, visit)
    }

    /// Runs the request until it ends or its time is up. A result that is too large is a failure of the task.
    private func outcome(of request: TaskRequest, _ surroundings: Surroundings) async -> Result<JSON, StateFailure> {
        let runner = surroundings.taskRunner
        let run = { @Sendable () async -> Result<JSON, TaskFailure> in
            do throws(TaskFailure) {
                return .success(try await runner.run(request))
            } catch {
                return .failure(error)
            }
        }
        let result: Result<JSON, TaskFailure>
        if let seconds = request.timeoutSeconds {
            let deadline = surroundings.clock.now().addingTimeInterval(Double(seconds))
            result =
                await finish(by: deadline, surroundings.clock, run) ?? .failure(TaskFailure(error: ErrorName.timeout))
        } else {
            result = await run()
        }
        switch result {
        case .failure(let failure): return .failure(StateFailure(failure))
        case .success(let value) where PayloadSize.fits(value): return .success(value)
        case .success: return .failure(PayloadSize.failure(of: TaskEvents(resource).resourceType, isOfTask: true))
        }
    }
}
