/// Where a secret lies: in Secrets Manager, or as a parameter of Systems Manager.
public struct SecretARN: Sendable, Hashable, Comparable {
    public enum Keeper: Sendable, Equatable {
        case secretsManager
        case parameterStore
    }

    public let text: String
    public let keeper: Keeper
    public let region: String

    /// `arn:aws:secretsmanager:eu-central-1:123456789012:secret:name-a1b2c3` or
    /// `arn:aws:ssm:eu-central-1:123456789012:parameter/name`; `nil` for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 6, parts[0] == "arn", parts[1].hasPrefix("aws"), !parts[3].isEmpty,
            parts[4].count == 12, parts[4].allSatisfy(\.isNumber), text.utf8.count <= 2_048,
            parts[5].allSatisfy(Self.isPlain)
        else { return nil }
        switch (parts[2], parts[5]) {
        case ("secretsmanager", let name) where name.hasPrefix("secret:") && name.count > 7: keeper = .secretsManager
        case ("ssm", let name) where name.hasPrefix("parameter/") && name.count > 10: keeper = .parameterStore
        default: return nil
        }
        self.text = text
        region = parts[3]
    }

    public static func < (left: SecretARN, right: SecretARN) -> Bool { left.text < right.text }

    private static func isPlain(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "/_+=.@-:!".contains(character))
    }
}
