/// Decides what follows a failed try. It waits for nothing and reads no clock.
struct RetryState {
    enum Action: Equatable {
        case giveUp
        case wait(seconds: Double)
        /// Try at once, with the clock set right.
        case correctClock(differenceSeconds: Double)
        /// Try at once, with new credentials.
        case refreshCredentials
    }

    let policy: RetryPolicy
    let quota: RetryQuota
    /// Failed tries so far.
    private var attempts = 0
    private var hasCorrectedClock = false
    private var hasRefreshed = false
    /// What the last retry cost, for the quota's refund.
    private(set) var lastCost: Int?

    init(policy: RetryPolicy, quota: RetryQuota) {
        self.policy = policy
        self.quota = quota
    }

    /// - Parameters:
    ///   - random: a number in 0..<1.
    ///   - canRefresh: whether new credentials may be had.
    mutating func next(after failure: any Error, random: Double, canRefresh: Bool) -> Action {
        if let error = failure as? AWSError {
            if error.isExpiredToken, canRefresh, !hasRefreshed {
                hasRefreshed = true
                return .refreshCredentials
            }
            if error.isClockSkew, !hasCorrectedClock, let difference = error.clockDifferenceSeconds {
                hasCorrectedClock = true
                return .correctClock(differenceSeconds: difference)
            }
            guard error.isThrottle || error.isTransient else { return .giveUp }
            return wait(cost: RetryQuota.retryCost, error.retryAfterSeconds, random)
        }
        guard let failure = failure as? ConnectionFailure, failure.isTransient else { return .giveUp }
        return wait(cost: failure.kind == .timeout ? RetryQuota.timeoutCost : RetryQuota.retryCost, nil, random)
    }

    private mutating func wait(cost: Int, _ retryAfterSeconds: Double?, _ random: Double) -> Action {
        attempts += 1
        guard attempts < policy.maxAttempts, quota.take(cost) else { return .giveUp }
        lastCost = cost
        return .wait(
            seconds: policy.waitSeconds(behind: attempts, retryAfterSeconds: retryAfterSeconds, random: random))
    }
}
