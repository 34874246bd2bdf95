internal import Foundation
internal import Synchronization

/// Signs requests, sends them to the right endpoint, and tries again where that can help.
///
/// One client serves a process: its retries share one quota, and its clock is set right once for all.
public final class AWSClient: Sendable {
    public let region: String
    let credentials: CredentialsSource
    let endpoints: EndpointResolver
    let sender: HTTPSender
    let policy: RetryPolicy
    let quota: RetryQuota
    let surroundings: Surroundings
    /// AWS's clock less ours, in seconds, as far as it is known.
    private let clockDifference = Mutex(0.0)
    private let measuredDifference = Mutex<Double?>(nil)

    /// AWS's clock less this machine's at the last answer, in whole seconds; `nil` before the first.
    public var clockDifferenceSeconds: Double? { measuredDifference.withLock { $0 } }

    public init(
        region: String, credentials: CredentialsSource, endpoints: EndpointResolver, sender: HTTPSender,
        policy: RetryPolicy = RetryPolicy(), quota: RetryQuota = RetryQuota(), surroundings: Surroundings = .process
    ) {
        self.region = region
        self.credentials = credentials
        self.endpoints = endpoints
        self.sender = sender
        self.policy = policy
        self.quota = quota
        self.surroundings = surroundings
    }

    /// A client as the environment and the shared files describe it.
    ///
    /// - Parameters:
    ///   - region: `nil` to find one in AWS's order.
    ///   - profile: `nil` for `AWS_PROFILE`. A profile that is named here goes before keys in the environment.
    /// - Throws: `ConfigurationError`; credentials are looked for at the first call.
    public static func configured(
        region: String? = nil, profile: String? = nil, timeouts: Timeouts = Timeouts(),
        surroundings: Surroundings = .process
    ) async throws -> AWSClient {
        var surroundings = surroundings
        if let profile {
            surroundings.variables["AWS_PROFILE"] = profile
            for name in ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"] {
                surroundings.variables[name] = nil
            }
        }
        let config = try SharedConfig(surroundings: surroundings)
        let sender = HTTPSender(
            timeouts: timeouts, proxies: try ProxyRules(variables: surroundings.variables),
            roots: try TrustedRoots(surroundings: surroundings, config: config))
        let chain = CredentialsChain(surroundings: surroundings, config: config, sender: sender)
        let found = try await RegionFinder(surroundings: surroundings, config: config).region(given: region)
        return AWSClient(
            region: found, credentials: .cache(CredentialsCache(now: surroundings.now, load: chain.load)),
            endpoints: EndpointResolver(surroundings: surroundings, config: config), sender: sender,
            policy: try RetryPolicy(surroundings: surroundings, config: config), surroundings: surroundings)
    }

    /// The region that `configured` would find without asking the network; `nil` where none is named.
    public static func configuredRegion(profile: String? = nil) -> String? {
        var surroundings = Surroundings.process
        if let profile { surroundings.variables["AWS_PROFILE"] = profile }
        guard let config = try? SharedConfig(surroundings: surroundings) else { return nil }
        return RegionFinder(surroundings: surroundings, config: config).withoutNetwork
    }

    /// Sends a call until it succeeds or nothing more can be hoped for.
    ///
    /// - Throws: `AWSError`, `ConnectionFailure`, `CredentialsError`, `ConfigurationError` or `CancellationError`.
    func send(_ call: ServiceCall) async throws -> HTTPResponse {
        var state = RetryState(policy: policy, quota: quota)
        var tries = 0
        while true {
            tries += 1
            let failure: any Error
            do {
                let response = try await attempt(call)
                quota.release(state.lastCost)
                return response
            } catch var error as AWSError {
                error.tries = tries
                failure = error
            } catch {
                failure = error
            }
            let action = state.next(
                after: failure, random: surroundings.random(), canRefresh: call.isSigned && credentials.canRefresh)
            switch action {
            case .giveUp: throw failure
            case .wait(let seconds): try await surroundings.sleep(seconds)
            case .correctClock(let difference): clockDifference.withLock { $0 = difference }
            case .refreshCredentials: await credentials.invalidate((failure as? AWSError)?.accessKeyID)
            }
        }
    }

    private func attempt(_ call: ServiceCall) async throws -> HTTPResponse {
        let (request, keys) = try await request(for: call)
        let response = try await sender.send(request, largestAnswerBytes: call.largestAnswerBytes)
        let difference = response.header("Date").flatMap(HTTPDate.parse)
            .map { $0.timeIntervalSince(surroundings.now()).rounded() }
        measuredDifference.withLock { $0 = difference ?? $0 }
        let holdsError = call.mayFailWithSuccess && (try? XMLElement(parsing: response.body))?.name == "Error"
        if response.succeeded, !holdsError { return response }
        var error = ErrorDecoder.decode(response, of: call, region: call.region ?? region)
        if let keys {
            error.message = keys.redacting(error.message)
            error.accessKeyID = keys.accessKeyID
        }
        error.clockDifferenceSeconds = response.header("Date").flatMap(HTTPDate.parse)
            .map { $0.timeIntervalSince(surroundings.now()) }
        throw error
    }

    /// The signed request, and the keys that signed it.
    private func request(for call: ServiceCall) async throws -> (HTTPRequest, Credentials?) {
        let region = call.region ?? self.region
        let endpoint = try endpoints.endpoint(of: call.service, region: region)
        var request = HTTPRequest(
            method: call.method, scheme: endpoint.scheme,
            authority: (call.hostPrefix.map { $0 + "." } ?? "") + endpoint.authority,
            path: endpoint.basePath + call.path, query: call.query.encoded, headers: call.headers, body: call.body)
        request.setHeader("User-Agent", "stepsweep")
        guard call.isSigned, let keys = try await credentials.current() else { return (request, nil) }
        return (signer(for: call, endpoint).sign(request, with: keys, at: date, payload: call.payload), keys)
    }

    /// The address that lets anybody do what `call` does.
    func presign(_ call: ServiceCall, expiresInSeconds: Int) async throws -> HTTPRequest {
        let endpoint = try endpoints.endpoint(of: call.service, region: call.region ?? region)
        let request = HTTPRequest(
            method: call.method, scheme: endpoint.scheme,
            authority: (call.hostPrefix.map { $0 + "." } ?? "") + endpoint.authority,
            path: endpoint.basePath + call.path, query: call.query.encoded, headers: call.headers)
        guard let keys = try await credentials.current() else { return request }
        return signer(for: call, endpoint)
            .presign(request, with: keys, at: date, expiresInSeconds: expiresInSeconds, payload: call.payload)
    }

    private func signer(for call: ServiceCall, _ endpoint: Endpoint) -> Signer {
        Signer(service: call.service.signingName, region: endpoint.signingRegion)
    }

    private var date: Date { surroundings.now().addingTimeInterval(clockDifference.withLock { $0 }) }
}
