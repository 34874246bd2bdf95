public import SweepModel

/// How a model server listens, and its limits.
public struct ServerSettings: Sendable {
    /// An address of this machine; the default is loopback.
    public var host = "127.0.0.1"
    /// 0 lets the system choose one.
    public var port = 7799
    public var token: BearerToken?
    /// `nil` serves without TLS.
    public var tls: TLSFiles?
    /// Bytes of a request's body.
    public var mostBodyBytes = 4 << 20
    /// Connections at once; more wait until one ends.
    public var mostConnections = 2_000
    /// How long a connection may stay without a request, a request's header may take, and a client may let a large answer wait.
    public var idleSeconds = 60.0
    /// From a request's header to its last byte.
    public var requestSeconds = 10.0
    /// How long a user's model may take.
    public var modelSeconds = 5.0
    /// How often the store is looked at for a new document.
    public var pollSeconds = 0.25
    /// After SIGTERM, how long `/readyz` says 503 while requests are still answered: time for a load balancer.
    public var drainSeconds = 1.0
    /// How long requests that have begun may take after that.
    public var farewellSeconds = 20.0
    /// What is served while the store has no serving document; `nil` refuses to start then.
    public var fallback: ServingDocument?

    public init() {}

    /// PEM files.
    public struct TLSFiles: Sendable, Equatable {
        public var certificate: String
        public var key: String

        public init(certificate: String, key: String) {
            self.certificate = certificate
            self.key = key
        }
    }
}

/// Why a model server can't be started.
public enum ServerFailure: Error, Sendable, Equatable, CustomStringConvertible {
    /// The port is taken.
    case portTaken(Int)
    case cantListen(host: String, port: Int, cause: String)
    /// The serving document or a model of it.
    case notServable(String)
    case tls(file: String, cause: String)

    public var description: String {
        switch self {
        case .portTaken(let port): "--port: \(port) is taken by another program; choose another, or 0 for any"
        case .cantListen(let host, let port, let cause):
            "--host: can't listen on \(host), port \(port): \(cause); name an address of this machine"
        case .notServable(let problem):
            "the store's serving document can't be served: \(problem); promote a model again"
        case .tls(let file, let cause): "\(file): \(cause); give PEM files of a certificate and its key"
        }
    }
}
