internal import Crypto
internal import Foundation

/// The digests that AWS asks for, as text.
enum Hashing {
    static func sha256(_ bytes: some DataProtocol) -> String { hexadecimal(SHA256.hash(data: bytes)) }

    /// The digest of a file, read piece by piece; `nil` where there is no such file.
    ///
    /// - Throws: Foundation's error for a file that can't be read.
    static func sha256(file path: String) throws -> String? {
        guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? handle.close() }
        var hash = SHA256()
        while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty { hash.update(data: piece) }
        return hexadecimal(hash.finalize())
    }

    static func sha256Base64(_ bytes: some DataProtocol) -> String {
        Data(SHA256.hash(data: bytes)).base64EncodedString()
    }

    /// Names files of the SSO cache; it protects nothing.
    static func sha1(_ text: String) -> String { hexadecimal(Insecure.SHA1.hash(data: Data(text.utf8))) }

    static func hmac(key: [UInt8], _ text: String) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: SymmetricKey(data: key)))
    }

    static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
