internal import Foundation

/// Which proxy a request goes through: `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`, in capitals or small letters.
///
/// Requests tunnel through the proxy (`CONNECT`), plain ones too.
public struct ProxyRules: Sendable, Equatable {
    struct Proxy: Sendable, Hashable {
        let host: String
        let port: Int
        let user: String?
        let password: String?
    }

    private var byScheme: [String: Proxy] = [:]
    private var exceptions = ProxyExceptions("")

    /// No proxy at all.
    public init() {}

    /// - Throws: `ConfigurationError` for an address that is none. The message leaves the address out: it may hold a password.
    public init(variables: [String: String]) throws {
        for scheme in ["http", "https"] {
            for name in ["\(scheme)_proxy", "\(scheme.uppercased())_PROXY"] {
                guard let text = variables[name], !text.isEmpty, byScheme[scheme] == nil else { continue }
                byScheme[scheme] = try Self.proxy(text, from: name)
            }
        }
        exceptions = ProxyExceptions(variables["no_proxy"] ?? variables["NO_PROXY"] ?? "")
    }

    /// The proxy for a request, or `nil` for a direct connection.
    func proxy(scheme: String, authority: String) -> Proxy? {
        let host = Self.host(of: authority)
        let port = Int(authority.dropFirst(host.count + 1)) ?? (scheme == "https" ? 443 : 80)
        return exceptions.hold(host: host, port: port) ? nil : byScheme[scheme]
    }

    /// The host without its port; an IPv6 address keeps its brackets.
    static func host(of authority: String) -> String {
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") { return String(authority[...end]) }
        return String(authority.prefix { $0 != ":" })
    }

    private static func proxy(_ text: String, from variable: String) throws -> Proxy {
        let address = text.contains("://") ? text : "http://" + text
        guard let parts = URLComponents(string: address), let host = parts.host, !host.isEmpty else {
            throw ConfigurationError(
                place: variable, problem: "this is no proxy's address", fix: "write it as http://host:port")
        }
        guard parts.scheme == "http" else {
            throw ConfigurationError(
                place: variable, problem: "a proxy is spoken to over http, received \(parts.scheme ?? "")",
                fix: "write it as http://host:port")
        }
        guard parts.port.map(Endpoint.ports.contains) ?? true else {
            throw ConfigurationError(
                place: variable, problem: "a port is between 1 and 65535, received \(parts.port ?? 0)",
                fix: "write it as http://host:port")
        }
        return Proxy(host: host, port: parts.port ?? 80, user: parts.user, password: parts.password)
    }
}
