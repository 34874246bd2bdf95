public import Foundation

/// Keeps credentials and renews them five minutes before they expire. One renewal runs at a time; everybody waits for it.
public actor CredentialsCache {
    /// How long before their end credentials are renewed, in seconds.
    static let earlySeconds = 300.0
    /// How long a failed early renewal rests while the old credentials still hold, in seconds.
    static let restSeconds = 30.0

    private let now: @Sendable () -> Date
    private let load: @Sendable () async throws -> Credentials
    private var kept: Credentials?
    private var renewal: Task<Credentials, any Error>?
    private var restsUntil = Date.distantPast

    /// - Parameter load: finds credentials; it is asked again for each renewal.
    public init(now: @escaping @Sendable () -> Date, load: @escaping @Sendable () async throws -> Credentials) {
        self.now = now
        self.load = load
    }

    /// Credentials that hold now.
    ///
    /// - Throws: what `load` throws, unless the old credentials still hold.
    public func credentials() async throws -> Credentials {
        if let kept, !isDue(kept) { return kept }
        let renewal = renewal ?? Task { [load] in try await load() }
        self.renewal = renewal
        let result = await renewal.result
        // Whoever comes first behind the renewal takes its result in; the others find it done.
        if self.renewal == renewal {
            self.renewal = nil
            take(result)
        }
        if case .failure = result, let kept, isValid(kept) { return kept }
        return try result.get()
    }

    /// Forgets the credentials that AWS has refused, unless others took their place already.
    public func invalidate(_ accessKeyID: String?) { if kept?.accessKeyID == accessKeyID { kept = nil } }

    private func take(_ result: Result<Credentials, any Error>) {
        switch result {
        case .success(let credentials): kept = credentials
        case .failure: restsUntil = now().addingTimeInterval(Self.restSeconds)
        }
    }

    private func isDue(_ credentials: Credentials) -> Bool {
        guard let expiration = credentials.expiration else { return false }
        if expiration.timeIntervalSince(now()) > Self.earlySeconds { return false }
        return !isValid(credentials) || now() >= restsUntil
    }

    private func isValid(_ credentials: Credentials) -> Bool { credentials.expiration.map { $0 > now() } ?? true }
}
