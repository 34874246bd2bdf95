import Foundation
import Testing

@testable import AWS

@Suite("Retries") struct RetryTests {
    private func error(_ code: String, _ status: Int = 400, retryAfter: Double? = nil, skew: Double? = nil) -> AWSError
    {
        AWSError(
            service: "Batch", operation: "DescribeJobs", code: code, message: "", status: status,
            region: "eu-central-1",
            action: "batch:DescribeJobs", retryAfterSeconds: retryAfter, clockDifferenceSeconds: skew)
    }

    private func state(_ policy: RetryPolicy = RetryPolicy(), quota: RetryQuota = RetryQuota()) -> RetryState {
        RetryState(policy: policy, quota: quota)
    }

    @Test("Three tries, with a random part of one and of two seconds in between")
    func backoff() {
        var state = state()
        let error = error("ThrottlingException")
        #expect(state.next(after: error, random: 0.5, canRefresh: true) == .wait(seconds: 0.5))
        #expect(state.next(after: error, random: 0.25, canRefresh: true) == .wait(seconds: 0.5))
        #expect(state.next(after: error, random: 0.5, canRefresh: true) == .giveUp)
    }

    @Test("No wait is longer than twenty seconds, unless the service asks for it")
    func cap() {
        var state = state(RetryPolicy(maxAttempts: 20))
        for _ in 0..<10 { _ = state.next(after: error("SlowDown", 503), random: 1, canRefresh: true) }
        #expect(state.next(after: error("SlowDown", 503), random: 0.999, canRefresh: true) == .wait(seconds: 19.98))
        #expect(
            state.next(after: error("SlowDown", 503, retryAfter: 45), random: 0, canRefresh: true) == .wait(seconds: 45)
        )
        #expect(
            state.next(after: error("SlowDown", 503, retryAfter: 1e9), random: 0, canRefresh: true)
                == .wait(seconds: 60))
    }

    @Test("Retries cost tokens, a time-out twice as many, and without tokens there are none")
    func quota() {
        let quota = RetryQuota()
        var state = state(RetryPolicy(maxAttempts: 1000), quota: quota)
        _ = state.next(after: error("Throttling"), random: 0, canRefresh: true)
        #expect(quota.available == 495)
        let timeout = ConnectionFailure(kind: .timeout, authority: "h", cause: "c")
        _ = state.next(after: timeout, random: 0, canRefresh: true)
        #expect(quota.available == 485)
        for _ in 0..<48 { _ = state.next(after: timeout, random: 0, canRefresh: true) }
        #expect(state.next(after: timeout, random: 0, canRefresh: true) == .giveUp)
        #expect(quota.available == 5)
        quota.release(10)
        quota.release(nil)
        #expect(quota.available == 16)
    }

    @Test("A wrong request isn't tried again", arguments: ["ValidationException", "AccessDenied", "NoSuchKey"])
    func final(code: String) {
        var state = state()
        #expect(state.next(after: error(code), random: 0, canRefresh: true) == .giveUp)
    }

    @Test(
        "What may pass is tried again",
        arguments: [
            ("Throttling", 400), ("TooManyRequestsException", 400), ("Anything", 429), ("Anything", 500),
            ("Anything", 503),
            ("RequestTimeout", 400), ("EC2ThrottledException", 400), ("SlowDown", 503),
        ])
    func transient(code: String, status: Int) {
        var state = state()
        #expect(state.next(after: error(code, status), random: 0, canRefresh: true) == .wait(seconds: 0))
    }

    @Test("Expired credentials are renewed once, where they can be")
    func expired() {
        var state = state()
        #expect(state.next(after: error("ExpiredToken"), random: 0, canRefresh: true) == .refreshCredentials)
        #expect(state.next(after: error("ExpiredToken"), random: 0, canRefresh: true) == .giveUp)
        var fixed = self.state()
        #expect(fixed.next(after: error("ExpiredToken"), random: 0, canRefresh: false) == .giveUp)
    }

    @Test("The clock is set right once; a wrong signature is the clock's fault only where it is minutes off")
    func clock() {
        var state = state()
        let skewed = error("RequestTimeTooSkewed", 403, skew: 7200)
        #expect(state.next(after: skewed, random: 0, canRefresh: true) == .correctClock(differenceSeconds: 7200))
        #expect(state.next(after: skewed, random: 0, canRefresh: true) == .giveUp)
        var wrong = self.state()
        #expect(wrong.next(after: error("SignatureDoesNotMatch", skew: 30), random: 0, canRefresh: true) == .giveUp)
        #expect(
            wrong.next(after: error("SignatureDoesNotMatch", skew: -600), random: 0, canRefresh: true)
                == .correctClock(differenceSeconds: -600))
    }

    @Test("AWS_MAX_ATTEMPTS below one is refused", arguments: ["0", "-1", "many", "1.5"])
    func badAttempts(text: String) throws {
        let surroundings = Surroundings.empty(["AWS_MAX_ATTEMPTS": text])
        let error = #expect(throws: ConfigurationError.self) {
            try RetryPolicy(surroundings: surroundings, config: SharedConfig(surroundings: surroundings))
        }
        #expect(
            error?.description
                == "AWS_MAX_ATTEMPTS: must be a whole number of at least 1, received \"\(text)\": set it to 5")
    }
}
