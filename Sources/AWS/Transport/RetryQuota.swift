internal import Synchronization

/// The tokens that retries cost, shared by all requests of a client: where AWS is down for good, retries dry up.
///
/// Source: standard mode of the SDK reference guide: 500 tokens, 5 a retry, 10 behind a time-out, 1 back a success.
public final class RetryQuota: Sendable {
    static let capacity = 500
    static let retryCost = 5
    static let timeoutCost = 10

    private let tokens = Mutex(capacity)

    public init() {}

    var available: Int { tokens.withLock { $0 } }

    /// Takes the tokens, or none and gives false.
    func take(_ cost: Int) -> Bool {
        tokens.withLock { tokens in
            guard tokens >= cost else { return false }
            tokens -= cost
            return true
        }
    }

    /// A success gives back what its last retry cost, or one token where it needed none.
    func release(_ cost: Int?) { tokens.withLock { $0 = min(Self.capacity, $0 + (cost ?? 1)) } }
}
