internal import StatesLanguage

/// Retries of the call that hands work to a service. What the work itself does wrong is never retried here.
enum SubmissionRetry {
    /// Together with jitter these absorb the burst of a sweep's first submissions.
    static let attempts = 10
    static let reducerAttempts = 6

    /// A throttled or failing Batch has two error names, and which one comes is not predictable.
    ///
    /// - Parameter burst: submissions that may come at once.
    static func batch(burst: Int) -> Retrier {
        retrier(["Batch.AWSBatchException", "Batch.ServerException", "Batch.TooManyRequestsException"], burst)
    }

    /// `AmazonECS.Unknown` is an accepted call that found no capacity.
    static func ecs(burst: Int) -> Retrier {
        retrier(["ECS.AmazonECSException", "ECS.ServerException", "AmazonECS.Unknown"], burst)
    }

    /// The gate's look at the store; an object that isn't there is one of these, too.
    static let store = Retrier(
        errorEquals: ["S3.S3Exception", "S3.SdkClientException"], intervalSeconds: 2,
        maxAttempts: GateStates.retryAttempts, backoffRate: 2, jitterStrategy: .full)
    static let lambda = Retrier(
        errorEquals: [
            "Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException",
            "Lambda.ClientExecutionTimeoutException", "Lambda.TooManyRequestsException",
        ], intervalSeconds: 2, maxAttempts: reducerAttempts, backoffRate: 2, jitterStrategy: .full)

    /// The last waits reach to twice the time that the burst takes at the account's rate: with 60 s, one in twenty of 10,000
    /// simulated packs was still throttled at its tenth retry.
    static func longestDelaySeconds(burst: Int) -> Int {
        max(60, Int((2 * Double(burst) / ServiceLimits.submitsPerSecond).rounded(.up)))
    }

    private static func retrier(_ errors: [String], _ burst: Int) -> Retrier {
        Retrier(
            errorEquals: errors, intervalSeconds: 2, maxAttempts: attempts, backoffRate: 2,
            maxDelaySeconds: longestDelaySeconds(burst: burst), jitterStrategy: .full)
    }
}

extension Catcher {
    /// Every failure of a pack stays inside its iteration.
    static func all(next: String) -> Catcher {
        Catcher(errorEquals: ["States.ALL"], next: next, resultPath: "$.failure")
    }
}
