internal import JSON

/// Batch's `RetryStrategy`: whether a job whose attempt ended badly is tried again.
struct RetryStrategy: Sendable, Equatable {
    /// The first attempt counts; 1 to 10.
    var attempts = 1
    var rules: [Rule] = []

    struct Rule: Sendable, Equatable {
        var onStatusReason: String?
        var onReason: String?
        var onExitCode: String?
        var retries: Bool
    }

    /// Reads `{"Attempts": 3, "EvaluateOnExit": [{"OnStatusReason": "Host EC2*", "Action": "RETRY"}, …]}`.
    init(_ json: JSON?) {
        attempts = min(max(json?["Attempts"]?.int ?? 1, 1), 10)
        rules = (json?["EvaluateOnExit"]?.array ?? []).map { rule in
            Rule(
                onStatusReason: rule["OnStatusReason"]?.string, onReason: rule["OnReason"]?.string,
                onExitCode: rule["OnExitCode"]?.string, retries: rule["Action"]?.string?.uppercased() == "RETRY")
        }
    }

    /// The first rule whose conditions all hold decides; where none does, Batch retries.
    func retries(after end: AttemptEnd, attempt: Int) -> Bool {
        guard attempt < attempts else { return false }
        return rules.first { $0.matches(end) }?.retries ?? true
    }
}

extension RetryStrategy.Rule {
    func matches(_ end: AttemptEnd) -> Bool {
        matches(onStatusReason, end.statusReason) && matches(onReason, end.reason)
            && matches(onExitCode, end.exitCode.map(String.init))
    }

    /// A pattern may end with `*`; a missing pattern matches anything, a missing value only `*`.
    private func matches(_ pattern: String?, _ value: String?) -> Bool {
        guard let pattern else { return true }
        let value = value ?? ""
        return pattern.hasSuffix("*") ? value.hasPrefix(pattern.dropLast()) : value == pattern
    }
}

/// How one attempt of a job ended, in Batch's words.
struct AttemptEnd: Sendable, Equatable {
    /// `nil` where the host was lost before the container could exit.
    var exitCode: Int?
    /// The container's reason, such as `OutOfMemoryError: Container killed due to memory usage`.
    var reason: String?
    /// The job's reason, such as `Host EC2 (instance i-0123) terminated.`
    var statusReason: String
    /// Batch never retries a job that ran out of time.
    var timedOut = false

    var succeeded: Bool { exitCode == 0 && !timedOut }
}
