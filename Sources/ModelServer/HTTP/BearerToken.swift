internal import SweepModel

/// The secret that a client must show.
public struct BearerToken: Sendable {
    private let digest: [UInt8]

    /// - Parameter text: 16 to 4,096 visible ASCII characters; `nil` for others.
    public init?(_ text: String) {
        guard (16...4096).contains(text.utf8.count), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            return nil
        }
        digest = Self.digest(text)
    }

    /// Whether the header is `Bearer` and the token. What it takes tells nothing of how much was right: digests are compared, all of them.
    func admits(_ header: String?) -> Bool {
        guard let header, header.utf8.count <= 8192, header.prefix(7).lowercased() == "bearer " else { return false }
        let shown = Self.digest(String(header.dropFirst(7)))
        return zip(shown, digest).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func digest(_ text: String) -> [UInt8] { Array(Digest.sha256(text.utf8).utf8) }
}
