internal import Crypto
internal import Foundation

/// SHA-256 in lower-case hexadecimal.
public enum Digest {
    /// The digest of exactly these bytes, in 64 digits. For a file: its content, without name or time.
    public static func sha256(_ bytes: some Sequence<UInt8>) -> String {
        SHA256.hash(data: Data(bytes)).map { byte in
            let digits = String(byte, radix: 16)
            return byte < 16 ? "0" + digits : digits
        }.joined()
    }
}
