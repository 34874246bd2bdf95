/// What a client signs with.
public enum CredentialsSource: Sendable {
    /// Nothing: requests go out unsigned, as for public objects.
    case none
    /// Keys that stay as they are.
    case fixed(Credentials)
    /// Keys that are looked for, kept and renewed.
    case cache(CredentialsCache)

    func current() async throws -> Credentials? {
        switch self {
        case .none: nil
        case .fixed(let credentials): credentials
        case .cache(let cache): try await cache.credentials()
        }
    }

    /// Forgets keys that AWS has refused as expired.
    func invalidate(_ accessKeyID: String?) async {
        if case .cache(let cache) = self { await cache.invalidate(accessKeyID) }
    }

    var canRefresh: Bool { if case .cache = self { true } else { false } }
}
