internal import AsyncHTTPClient
internal import Foundation
internal import NIOCore
internal import NIOHTTP1
internal import Synchronization

/// How long the door waits.
public struct Timeouts: Sendable, Equatable {
    /// Until a connection stands, in seconds.
    public var connectSeconds: Double
    /// From the first byte sent to the last byte received, in seconds.
    public var requestSeconds: Double

    public init(connectSeconds: Double = 5, requestSeconds: Double = 60) {
        self.connectSeconds = connectSeconds
        self.requestSeconds = requestSeconds
    }
}

/// Sends requests over kept connections, through the proxy that the rules name. It follows no redirect and tries once.
public final class HTTPSender: Sendable {
    /// An answer longer than this is refused unless a request allows more. 64 MiB: many times the longest document of an API.
    public static let largestAnswerBytes = 64 << 20

    public let timeouts: Timeouts
    private let proxies: ProxyRules
    let roots: TrustedRoots
    private let clients = Mutex<[ProxyRules.Proxy?: HTTPClient]>([:])

    public init(
        timeouts: Timeouts = Timeouts(), proxies: ProxyRules = ProxyRules(), roots: TrustedRoots = .system
    ) {
        self.timeouts = timeouts
        self.proxies = proxies
        self.roots = roots
    }

    deinit { clients.withLock { for client in $0.values { client.shutdown { _ in } } } }

    /// - Throws: `ConnectionFailure`, or `CancellationError` where the task is cancelled.
    public func send(
        _ request: HTTPRequest, largestAnswerBytes: Int = HTTPSender.largestAnswerBytes
    ) async throws -> HTTPResponse {
        let client = client(for: proxies.proxy(scheme: request.scheme, authority: request.authority))
        do {
            return try await exchange(request, with: client, limit: largestAnswerBytes)
        } catch let failure as ConnectionFailure {
            throw failure
        } catch {
            try Task.checkCancellation()
            throw ConnectionFailure(error, authority: request.authority, seconds: timeouts.requestSeconds)
        }
    }

    private func exchange(
        _ request: HTTPRequest, with client: HTTPClient, limit: Int
    ) async throws -> HTTPResponse {
        let deadline = NIODeadline.now() + .milliseconds(Int64(timeouts.requestSeconds * 1000))
        let response = try await client.execute(Self.wire(request), deadline: deadline)
        var body = Data()
        for try await part in response.body {
            guard body.count + part.readableBytes <= limit else {
                throw ConnectionFailure(
                    kind: .tooLarge, authority: request.authority,
                    cause: "the answer is longer than \(limit) bytes")
            }
            guard NIODeadline.now() < deadline else { throw HTTPClientError.deadlineExceeded }
            body.append(contentsOf: part.readableBytesView)
        }
        return HTTPResponse(
            status: Int(response.status.code), headers: response.headers.map { HTTPRequest.Header($0.name, $0.value) },
            body: body)
    }

    private static func wire(_ request: HTTPRequest) -> HTTPClientRequest {
        var wire = HTTPClientRequest(url: request.url)
        wire.method = HTTPMethod(rawValue: request.method)
        for header in request.headers { wire.headers.add(name: header.name, value: header.value) }
        if !request.body.isEmpty || ["PUT", "POST"].contains(request.method) {
            wire.body = .bytes(ByteBuffer(bytes: request.body))
        }
        return wire
    }

    private func client(for proxy: ProxyRules.Proxy?) -> HTTPClient {
        clients.withLock { clients in
            if let client = clients[proxy] { return client }
            let client = HTTPClient(configuration: configuration(proxy))
            clients[proxy] = client
            return client
        }
    }

    private func configuration(_ proxy: ProxyRules.Proxy?) -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout.connect = .milliseconds(Int64(timeouts.connectSeconds * 1000))
        configuration.timeout.read = .milliseconds(Int64(timeouts.requestSeconds * 1000))
        // Trials are counted in one place, the client's retries.
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.httpVersion = .http1Only
        configuration.tlsConfiguration = roots.configuration
        if let proxy {
            let authorization = proxy.user.map {
                HTTPClient.Authorization.basic(username: $0, password: proxy.password ?? "")
            }
            configuration.proxy =
                authorization.map { .server(host: proxy.host, port: proxy.port, authorization: $0) }
                ?? .server(host: proxy.host, port: proxy.port)
        }
        return configuration
    }
}

extension ConnectionFailure {
    /// An error of the HTTP client in words, without its payload.
    fileprivate init(_ error: any Error, authority: String, seconds: Double) {
        let (kind, cause) = Self.explain(error, seconds)
        self.init(kind: kind, authority: authority, cause: cause)
    }

    private static func explain(_ error: any Error, _ seconds: Double) -> (Kind, String) {
        if let error = error as? HTTPClientError { return explain(error, seconds) }
        if let error = error as? IOError {
            let isRefusal = [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH].contains(error.errnoCode)
            return (isRefusal ? .connect : .lost, String(cString: strerror(error.errnoCode)).lowercased())
        }
        // Below the client several packages have errors of their own; they are known by name.
        let type = String(reflecting: type(of: error))
        if type.hasPrefix("NIOSSL.") { return (.tls, "no trusted TLS connection could be made (\(error))") }
        if type.hasPrefix("NIOPosix.NIOConnectionError") { return (.connect, "no connection could be made") }
        return (.lost, "the connection broke (\(type))")
    }

    private static func explain(_ error: HTTPClientError, _ seconds: Double) -> (Kind, String) {
        switch error {
        case .connectTimeout: (.connect, "no connection in the time allowed")
        case .readTimeout, .writeTimeout, .deadlineExceeded: (.timeout, "no whole answer in \(seconds) seconds")
        case .tlsHandshakeTimeout: (.tls, "the TLS handshake took too long")
        case .invalidProxyResponse, .proxyAuthenticationRequired, .httpProxyHandshakeTimeout:
            (.connect, "the proxy refused to connect (\(error.shortDescription))")
        default: (.lost, "the connection broke (\(error.shortDescription))")
        }
    }
}
