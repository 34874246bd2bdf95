internal import JSON
internal import StatesLanguage

/// The events of a task, which AWS names by what does the work.
struct TaskEvents {
    let scheduled: EventType
    let started: EventType
    let succeeded: EventType
    let failed: EventType
    let timedOut: EventType
    /// Whether a job is submitted first and awaited afterwards.
    let hasSubmission: Bool
    /// `resourceType` and `resource`, for services.
    let service: [String: JSON?]
    /// What messages call the task: the service, or the ARN.
    let resourceType: String

    init(_ resource: String) {
        switch TaskResource(resource) {
        case .function:
            (scheduled, started) = (.lambdaFunctionScheduled, .lambdaFunctionStarted)
            (succeeded, failed, timedOut) = (.lambdaFunctionSucceeded, .lambdaFunctionFailed, .lambdaFunctionTimedOut)
            (hasSubmission, service, resourceType) = (false, [:], resource)
        case .activity:
            (scheduled, started) = (.activityScheduled, .activityStarted)
            (succeeded, failed, timedOut) = (.activitySucceeded, .activityFailed, .activityTimedOut)
            (hasSubmission, service, resourceType) = (false, [:], resource)
        case .service(let name, let api, let pattern):
            (scheduled, started) = (.taskScheduled, .taskStarted)
            (succeeded, failed, timedOut) = (.taskSucceeded, .taskFailed, .taskTimedOut)
            hasSubmission = pattern != .requestResponse
            service = ["resourceType": .string(name), "resource": .string(api)]
            resourceType = name
        }
    }

    func details(of request: TaskRequest) -> [String: JSON?] {
        let limits: [String: JSON?] = [
            "timeoutInSeconds": request.timeoutSeconds.map(JSON.integer),
            "heartbeatInSeconds": request.heartbeatSeconds.map(JSON.integer),
        ]
        let work: [String: JSON?] =
            service.isEmpty
            ? ["resource": .string(request.resource), "input": request.parameters] : ["parameters": request.parameters]
        return service.merging(limits) { _, new in new }.merging(work) { _, new in new }
    }
}
