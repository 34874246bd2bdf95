internal import Foundation
internal import ResultStore
public import SweepModel

/// Which models a test compares, as a person names them.
public enum ArmChoice {
    /// More would divide traffic and alpha beyond use.
    public static let most = 10

    /// - Parameters:
    ///   - names: aliases or versions; they name their arms, too (`3` is `v3`).
    public static func arms(named names: [String], weights: [Double], in registry: Registry) throws -> [ServingArm] {
        try check(
            zip(names, weights).map { name, weight in
                let version = try registry.version(named: name)
                let own = ModelAlias(rawValue: name) != nil ? name : "v\(version.version)"
                return ServingArm(
                    name: own, version: version.version, weight: weight, model: try backend(of: version, arm: own))
            }, in: registry)
    }

    /// - Parameter texts: `NAME=VERSION`, `NAME=VERSION@http://…` or `NAME=VERSION@COMMAND`.
    public static func arms(written texts: [String], weights: [Double], in registry: Registry) throws -> [ServingArm] {
        try check(
            zip(texts, weights).map { text, weight in
                let (name, version, place) = try parts(text)
                let found = try registry.version(named: version)
                let model = try place.map { try backend($0, text) } ?? backend(of: found, arm: name)
                return ServingArm(name: name, version: found.version, weight: weight, model: model)
            }, in: registry)
    }

    private static func parts(_ text: String) throws -> (name: String, version: String, place: String?) {
        func refuse(_ problem: String) -> ABError { .invalid(option: "--arm", problem: problem, received: text) }
        guard let sign = text.firstIndex(of: "=") else {
            throw refuse("write NAME=VERSION, NAME=VERSION@http://… or NAME=VERSION@COMMAND")
        }
        let name = String(text[..<sign])
        guard !name.isEmpty, name.utf8.count <= 60, name.utf8.allSatisfy(isNamePart) else {
            throw refuse("an arm's name has lower-case letters, digits and hyphens")
        }
        let rest = text[text.index(after: sign)...].split(
            separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        guard let version = rest.first, !version.isEmpty else { throw refuse("name a version, like \(name)=3") }
        return (name, String(version), rest.count > 1 ? String(rest[1]) : nil)
    }

    private static func backend(_ place: String, _ text: String) throws -> ServingArm.Backend {
        guard place.contains("://") else {
            guard !place.allSatisfy(\.isWhitespace), !place.utf8.contains(0) else {
                throw ABError.invalid(option: "--arm", problem: "name a command or an address behind @", received: text)
            }
            return .command(["sh", "-c", "exec " + place])
        }
        guard let url = URL(string: place), ["http", "https"].contains(url.scheme), let host = url.host, !host.isEmpty,
            url.user == nil, url.fragment == nil
        else {
            throw ABError.invalid(
                option: "--arm", problem: "an address is http:// or https:// with a host and without a password",
                received: text)
        }
        return .http(url: place)
    }

    private static func backend(of version: ModelVersion, arm: String) throws -> ServingArm.Backend {
        guard let model = version.model else { throw ABError.needsBackend(arm: arm, version: version.version) }
        return .builtIn(key: model.key, digest: model.digest)
    }

    /// Names and models differ, and the first one is the champion.
    private static func check(_ arms: [ServingArm], in registry: Registry) throws -> [ServingArm] {
        for (place, arm) in arms.enumerated() {
            if let other = arms[..<place].first(where: { $0.version == arm.version }) {
                throw ABError.sameModel(first: other.name, second: arm.name)
            }
            if arms[..<place].contains(where: { $0.name == arm.name }) {
                throw ABError.invalid(option: "--arm", problem: "two arms have one name", received: arm.name)
            }
        }
        guard let champion = try registry.aliases()[.champion] else { throw ABError.noChampion }
        guard let control = arms.first else { return arms }
        guard control.version == champion else {
            throw ABError.controlIsNotChampion(control: control.version, champion: champion)
        }
        return arms
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
        default: false
        }
    }
}
