internal import Foundation

/// Whom nobody asks through a proxy: `NO_PROXY`.
///
/// A rule names a host, a domain with or without its leading dot or `*.`, an address, or a range of addresses such as `10.0.0.0/8` and
/// `fd00::/8`; each but a range may have a port. `*` excepts every host. What is none of these excepts nobody.
struct ProxyExceptions: Sendable, Equatable {
    private enum Rule: Sendable, Equatable {
        case everybody
        case name(String, port: Int?)
        case network(IPNetwork, port: Int?)
    }

    private let rules: [Rule]

    init(_ list: String) {
        rules = list.lowercased().split { $0 == "," || $0.isWhitespace }.map { Self.rule(String($0)) }
    }

    /// - Parameters:
    ///   - host: an IPv6 address with or without its brackets.
    ///   - port: the one that is asked, also where it is the scheme's own.
    func hold(host: String, port: Int) -> Bool {
        let host = Self.plain(host.lowercased())
        let address = IPNetwork(host)
        return rules.contains { rule in
            switch rule {
            case .everybody: true
            case .name(let name, let only): Self.fits(only, port) && (host == name || host.hasSuffix("." + name))
            case .network(let network, let only): Self.fits(only, port) && address.map(network.contains) ?? false
            }
        }
    }

    private static func fits(_ only: Int?, _ port: Int) -> Bool { only.map { $0 == port } ?? true }

    private static func rule(_ text: String) -> Rule {
        if text == "*" { return .everybody }
        if let network = IPNetwork(plain(text)) { return .network(network, port: nil) }
        let (host, port) = parts(of: text)
        if let network = IPNetwork(plain(host)) { return .network(network, port: port) }
        let name = host.hasPrefix("*.") ? host.dropFirst(2) : host.hasPrefix(".") ? host.dropFirst() : host[...]
        return .name(plain(String(name)), port: port)
    }

    /// `host:443`, `[::1]:443`.
    private static func parts(of text: String) -> (host: String, port: Int?) {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]) else {
            return (text, nil)
        }
        return (String(text[..<colon]), port)
    }

    /// Without brackets, and without the dot that ends a whole name.
    private static func plain(_ host: String) -> String {
        if host.hasPrefix("["), host.hasSuffix("]") { return String(host.dropFirst().dropLast()) }
        return host.hasSuffix(".") ? String(host.dropLast()) : host
    }
}

/// A range of IP addresses, or one of them.
struct IPNetwork: Sendable, Equatable {
    /// 4 or 16.
    private let bytes: [UInt8]
    private let bits: Int

    /// `10.1.2.3`, `10.0.0.0/8`, `::1`, `fd00::/8`; `nil` for anything else.
    init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let first = parts.first, let bytes = Self.bytes(of: first) else { return nil }
        self.bytes = bytes
        guard parts.count > 1 else {
            bits = bytes.count * 8
            return
        }
        guard let bits = Int(parts[1]), (0...bytes.count * 8).contains(bits) else { return nil }
        self.bits = bits
    }

    /// Whether all of `other` is in it.
    func contains(_ other: IPNetwork) -> Bool {
        guard bytes.count == other.bytes.count, bits <= other.bits else { return false }
        return bytes.indices.allSatisfy { index in
            let wanted = min(8, max(0, bits - index * 8))
            let mask = wanted == 0 ? UInt8(0) : UInt8.max << UInt8(8 - wanted)
            return bytes[index] & mask == other.bytes[index] & mask
        }
    }

    private static func bytes(of text: String) -> [UInt8]? {
        var four = [UInt8](repeating: 0, count: 4)
        if inet_pton(AF_INET, text, &four) == 1 { return four }
        var sixteen = [UInt8](repeating: 0, count: 16)
        guard inet_pton(AF_INET6, text, &sixteen) == 1 else { return nil }
        // An IPv4 address that is written as one of IPv6.
        let mapped = Array(repeating: UInt8(0), count: 10) + [0xFF, 0xFF]
        return Array(sixteen.prefix(12)) == mapped ? Array(sixteen.suffix(4)) : sixteen
    }
}
