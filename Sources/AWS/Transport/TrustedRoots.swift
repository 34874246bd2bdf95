internal import Foundation
internal import NIOSSL

/// Whose certificates are trusted: the system's, or those of a file that AWS_CA_BUNDLE or the profile's `ca_bundle` names. Such a
/// file stands in the system's place, as in AWS's own tools.
public struct TrustedRoots: Sendable {
    /// `nil` for the system's.
    let certificates: [NIOSSLCertificate]?

    private init(_ certificates: [NIOSSLCertificate]?) { self.certificates = certificates }

    public static let system = TrustedRoots(nil)

    /// - Throws: `ConfigurationError` for a file that isn't there, or holds no certificate.
    public init(surroundings: Surroundings, config: SharedConfig) throws {
        let profile = config.profileName(surroundings)
        if let path = surroundings.variable("AWS_CA_BUNDLE") {
            self = try Self.read(path, from: "AWS_CA_BUNDLE", surroundings)
        } else if let path = config.profile(profile)?["ca_bundle"] {
            self = try Self.read(path, from: "ca_bundle of profile \(profile)", surroundings)
        } else {
            self = .system
        }
    }

    /// The longest bundle that is read, in bytes: many times the system's own.
    private static let largestBytes = 16 << 20

    private static func read(_ name: String, from place: String, _ surroundings: Surroundings) throws -> TrustedRoots {
        let path = name.hasPrefix("~/") ? surroundings.homeFolder + name.dropFirst(1) : name
        let fix = "name a file with certificates in PEM (-----BEGIN CERTIFICATE-----), or take the setting away"
        let bytes: Data
        do {
            guard let file = FileHandle(forReadingAtPath: path) else { throw CocoaError(.fileNoSuchFile) }
            bytes = try file.read(upToCount: largestBytes + 1) ?? Data()
        } catch {
            throw ConfigurationError(
                place: place, problem: "there is no file \(path) that can be read", fix: fix)
        }
        guard bytes.count <= largestBytes, let certificates = try? NIOSSLCertificate.fromPEMBytes(Array(bytes)),
            !certificates.isEmpty
        else {
            throw ConfigurationError(place: place, problem: "\(path) holds no certificates in PEM", fix: fix)
        }
        return TrustedRoots(certificates)
    }

    /// `nil` where the client's own settings serve.
    var configuration: TLSConfiguration? {
        guard let certificates else { return nil }
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .certificates(certificates)
        return configuration
    }
}
