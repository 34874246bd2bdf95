internal import Foundation

/// One profile: what `~/.aws/config` and `~/.aws/credentials` say of it together. Keys are in small letters.
public struct Profile: Sendable, Equatable {
    public let name: String
    var values: [String: String]

    subscript(_ key: String) -> String? { values[key].flatMap { $0.isEmpty ? nil : $0 } }
}

extension Profile: CustomStringConvertible, CustomReflectable {
    /// The name alone: values hold secrets.
    public var description: String { "profile \(name)" }

    public var customMirror: Mirror { Mirror(self, children: ["profile": name]) }
}

/// The shared config and credentials files.
///
/// Source: "Shared config and credentials files", AWS SDKs and Tools reference guide.
public struct SharedConfig: Sendable {
    private(set) var profiles: [String: Profile] = [:]
    private(set) var ssoSessions: [String: [String: String]] = [:]
    /// `s3.endpoint_url` for a line `endpoint_url` below `s3 =` of a services section.
    private(set) var services: [String: [String: String]] = [:]
    /// The files that were looked for, for messages.
    let configPath: String
    let credentialsPath: String

    /// Reads both files; one that isn't there says nothing. The credentials file wins where both name a value.
    ///
    /// - Throws: `ConfigurationError` for a file that can't be read or understood.
    public init(surroundings: Surroundings) throws {
        func path(_ variable: String, _ standard: String) -> String {
            let path = surroundings.variable(variable) ?? standard
            return path.hasPrefix("~/") ? surroundings.homeFolder + path.dropFirst(1) : path
        }
        configPath = path("AWS_CONFIG_FILE", "~/.aws/config")
        credentialsPath = path("AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials")
        for section in try Self.sections(of: configPath) { add(section) }
        for section in try Self.sections(of: credentialsPath) { merge(section.values, into: section.name) }
    }

    func profile(_ name: String) -> Profile? { profiles[name] }

    /// The profile that is asked for: `AWS_PROFILE`, else `default`.
    public func profileName(_ surroundings: Surroundings) -> String {
        surroundings.variable("AWS_PROFILE") ?? "default"
    }

    private mutating func add(_ section: ConfigSection) {
        let words = section.name.split(separator: " ", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
        let name = words.count > 1 ? words[1].trimmingCharacters(in: ["\"", "'"]) : ""
        switch (words.first, name) {
        case ("default", ""): merge(section.values, into: "default")
        case ("profile", let name) where !name.isEmpty: merge(section.values, into: name)
        case ("sso-session", let name) where !name.isEmpty: ssoSessions[name] = section.values
        case ("services", let name) where !name.isEmpty: services[name] = section.values
        // A section of another kind is some other tool's.
        default: break
        }
    }

    private mutating func merge(_ values: [String: String], into name: String) {
        profiles[name, default: Profile(name: name, values: [:])].values.merge(values) { _, last in last }
    }

    private static func sections(of path: String) throws -> [ConfigSection] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return [] }
        guard !isFolder.boolValue, let bytes = FileManager.default.contents(atPath: path) else {
            throw ConfigurationError(
                place: path, problem: "this is no file that can be read", fix: "check its permissions")
        }
        guard bytes.count <= largestFileBytes, let text = String(bytes: bytes, encoding: .utf8) else {
            throw ConfigurationError(
                place: path, problem: "this is no UTF-8 text of at most 1 MiB", fix: "write the file anew")
        }
        return try ConfigSection.parse(text, path: path)
    }

    private static let largestFileBytes = 1 << 20
}
