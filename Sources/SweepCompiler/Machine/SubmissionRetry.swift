internal import StatesLanguage

/// Retries of the call that hands work to a service. What the work itself does wrong is never retried here.
enum SubmissionRetry {
    /// Together with jitter these absorb the burst of a sweep's first submissions.
    static let attempts = 10
    static let reducerAttempts = 6

    /// A throttled or failing Batch has two error names, and which one comes is not predictable.
    static let batch = retrier(
        ["Batch.AWSBatchException", "Batch.ServerException", "Batch.TooManyRequestsException"])
    /// `AmazonECS.Unknown` is an accepted call that found no capacity.
    static let ecs = retrier(["ECS.AmazonECSException", "ECS.ServerException", "AmazonECS.Unknown"])
    /// The gate's look at the store; an object that isn't there is one of these, too.
    static let store = Retrier(
        errorEquals: ["S3.S3Exception", "S3.SdkClientException"], intervalSeconds: 2,
        maxAttempts: GateStates.retryAttempts, backoffRate: 2, jitterStrategy: .full)
    static let lambda = Retrier(
        errorEquals: [
            "Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException",
            "Lambda.ClientExecutionTimeoutException", "Lambda.TooManyRequestsException",
        ], intervalSeconds: 2, maxAttempts: reducerAttempts, backoffRate: 2, jitterStrategy: .full)

    private static func retrier(_ errors: [String]) -> Retrier {
        Retrier(
            errorEquals: errors, intervalSeconds: 2, maxAttempts: attempts, backoffRate: 2, maxDelaySeconds: 60,
            jitterStrategy: .full)
    }
}

extension Catcher {
    /// Every failure of a pack stays inside its iteration.
    static func all(next: String) -> Catcher {
        Catcher(errorEquals: ["States.ALL"], next: next, resultPath: "$.failure")
    }
}
