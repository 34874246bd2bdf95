internal import Foundation

/// Where a service is asked, and for which region the request is signed.
public struct Endpoint: Sendable, Equatable {
    public var scheme: String
    /// A host, and a port where it isn't the scheme's own.
    public var authority: String
    /// Stands before each request's path; empty or without a closing slash.
    public var basePath: String
    public var signingRegion: String
    /// Whether a person chose it, as for a local AWS.
    public var isOverride: Bool

    /// AWS's own endpoint.
    public init(of service: Service, region: String) {
        let partition = Partition(region: region)
        let global = service.globalHost(in: partition)
        scheme = "https"
        authority = global?.host ?? "\(service.endpointPrefix).\(region).\(partition.dnsSuffix)"
        basePath = ""
        signingRegion = global?.region ?? region
        isOverride = false
    }

    /// What a connection can be made to.
    static let ports = 1...65_535

    /// An endpoint that a person wrote, such as `http://127.0.0.1:5055`.
    ///
    /// - Throws: `ConfigurationError` for a text that is no address of a server.
    public init(parsing text: String, region: String, from place: String) throws {
        guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
            ["http", "https"].contains(scheme), let host = parts.host, !host.isEmpty, parts.user == nil,
            parts.query == nil, parts.fragment == nil
        else {
            throw ConfigurationError(
                place: place, problem: "this is no endpoint",
                fix: "write it as https://host or http://host:port, without user, password or query")
        }
        if let port = parts.port, !Self.ports.contains(port) {
            throw ConfigurationError(
                place: place, problem: "a port is between 1 and 65535, received \(port)", fix: "write http://host:port")
        }
        self.scheme = scheme
        // Foundation gives an IPv6 address with its brackets or without them, by version.
        let name = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
        authority = name + (parts.port.map { ":\($0)" } ?? "")
        basePath = String(parts.percentEncodedPath.reversed().drop { $0 == "/" }.reversed())
        signingRegion = region
        isOverride = true
    }
}
