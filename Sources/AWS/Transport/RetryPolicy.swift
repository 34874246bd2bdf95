/// How often a request is tried, and how long the door waits in between.
///
/// Source: "Retry behavior", AWS SDKs and Tools reference guide, standard mode.
public struct RetryPolicy: Sendable, Equatable {
    /// Two more than the standard mode has. A sweep makes thousands of calls, and where one in twelve fails, three tries in a row do so
    /// every 1,700 calls, five every 250,000.
    static let usualAttempts = 5

    /// All tries, the first one included; at least 1.
    public var maxAttempts: Int
    /// The longest first wait, in seconds; it doubles with each try.
    public var baseSeconds: Double
    /// No wait is longer, in seconds; a service's own wish may be up to three times as long.
    public var capSeconds: Double

    public init(maxAttempts: Int = 3, baseSeconds: Double = 1, capSeconds: Double = 20) {
        self.maxAttempts = max(1, maxAttempts)
        self.baseSeconds = baseSeconds
        self.capSeconds = capSeconds
    }

    /// `AWS_MAX_ATTEMPTS` or the profile's `max_attempts`, else 5.
    ///
    /// - Throws: `ConfigurationError` for a number below 1.
    public init(surroundings: Surroundings, config: SharedConfig) throws {
        let profile = config.profile(config.profileName(surroundings))
        let variable = surroundings.variable("AWS_MAX_ATTEMPTS")
        guard let text = variable ?? profile?["max_attempts"] else {
            self.init(maxAttempts: Self.usualAttempts)
            return
        }
        guard let count = Int(text), count >= 1 else {
            throw ConfigurationError(
                place: variable == nil ? "max_attempts" : "AWS_MAX_ATTEMPTS",
                problem: "must be a whole number of at least 1, received \"\(text)\"",
                fix: "set it to \(Self.usualAttempts)")
        }
        self.init(maxAttempts: count)
    }

    /// Full jitter: a random part of the longest wait, and at least what the service asked for.
    func waitSeconds(behind attempt: Int, retryAfterSeconds: Double?, random: Double) -> Double {
        let longest = min(capSeconds, baseSeconds * pow2(attempt - 1))
        return max(longest * random, min(retryAfterSeconds ?? 0, 3 * capSeconds))
    }

    private func pow2(_ exponent: Int) -> Double { Double(sign: .plus, exponent: min(exponent, 62), significand: 1) }
}
