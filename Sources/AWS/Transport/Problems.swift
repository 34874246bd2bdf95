/// Something on this machine is set in a way that the door can't use: a file, a variable, a flag.
public struct ConfigurationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A file with its line, or a variable's name.
    public var place: String
    public var problem: String
    public var fix: String

    public init(place: String, problem: String, fix: String) {
        self.place = place
        self.problem = problem
        self.fix = fix
    }

    public var description: String { "\(place): \(problem): \(fix)" }
}

/// No answer came, or none that can be used.
public struct ConnectionFailure: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Kind: Sendable, Equatable {
        /// No connection was made.
        case connect
        /// The time for the request was up.
        case timeout
        /// The connection broke before the whole answer was there.
        case lost
        /// The other side's certificate can't be trusted, or it speaks no TLS.
        case tls
        /// The answer is longer than the caller allows.
        case tooLarge
    }

    public var kind: Kind
    /// The host and port that were asked.
    public var authority: String
    public var cause: String

    public init(kind: Kind, authority: String, cause: String) {
        self.kind = kind
        self.authority = authority
        self.cause = cause
    }

    public var description: String { "\(authority): \(cause): \(fix)" }

    /// What to do next.
    public var fix: String {
        switch kind {
        case .connect:
            "check the network, the region, AWS_ENDPOINT_URL where one is set, and HTTPS_PROXY and NO_PROXY where there is a proxy"
        case .timeout: "check the network, or allow more time"
        case .lost: "run the same command again"
        case .tls:
            "check the clock and the system's certificates; where a proxy opens TLS, or the endpoint is your own, name its certificate's file with AWS_CA_BUNDLE"
        case .tooLarge: "read the object in ranges"
        }
    }

    /// Whether the same request may fare better a moment later.
    var isTransient: Bool {
        switch kind {
        case .connect, .timeout, .lost: true
        case .tls, .tooLarge: false
        }
    }
}
