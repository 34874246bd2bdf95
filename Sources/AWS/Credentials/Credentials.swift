public import Foundation

/// The keys that sign a request. No text of this value holds a secret.
public struct Credentials: Sendable, Equatable {
    public var accessKeyID: String
    public var secretAccessKey: String
    /// Only temporary credentials have one.
    public var sessionToken: String?
    /// `nil` for keys that don't expire.
    public var expiration: Date?
    /// Where they were found, such as `environment` or `profile dev of ~/.aws/credentials`.
    public var source: String

    public init(
        accessKeyID: String, secretAccessKey: String, sessionToken: String? = nil, expiration: Date? = nil,
        source: String = "given"
    ) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
        self.expiration = expiration
        self.source = source
    }
}

extension Credentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The source, and the last four characters of the public part of the key.
    public var description: String { "AWS credentials …\(accessKeyID.suffix(4)) (\(source))" }

    public var debugDescription: String { description }

    /// `dump` and test reports see what `description` says.
    public var customMirror: Mirror { Mirror(self, children: ["credentials": description]) }

    /// The text with each secret of these credentials taken out: AWS repeats a token in some error messages.
    func redacting(_ text: String) -> String {
        [secretAccessKey, sessionToken ?? ""].filter { $0.count >= 8 }
            .reduce(text) { $0.replacingOccurrences(of: $1, with: "[redacted]") }
    }
}
