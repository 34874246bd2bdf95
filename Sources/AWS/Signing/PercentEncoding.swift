/// Percent-encoding by RFC 3986: everything but letters, digits and `-._~` becomes `%XX` in capitals.
enum PercentEncoding {
    /// Encodes the UTF-8 bytes of `text`; the bytes of `kept` stay as they are.
    static func encode(_ text: String, keeping kept: String = "") -> String {
        encode(Array(text.utf8)) { isUnreserved($0) || kept.utf8.contains($0) }
    }

    /// Encodes what isn't encoded yet: `%XX` and `/` stay, so that a path that is fit to be sent doesn't change.
    static func complete(_ path: String) -> String {
        let bytes = Array(path.utf8)
        var result = ""
        for (index, byte) in bytes.enumerated() {
            let isTriplet =
                byte == UInt8(ascii: "%") && index + 2 < bytes.count && isHexadecimal(bytes[index + 1])
                && isHexadecimal(bytes[index + 2])
            let stays = isTriplet || byte == UInt8(ascii: "/") || isUnreserved(byte)
            result += stays ? String(Character(Unicode.Scalar(byte))) : triplet(byte)
        }
        return result
    }

    /// The bytes behind `%XX`, the others as they are: `+` stays a plus.
    ///
    /// Bytes that are no UTF-8 are kept, as they must be encoded again.
    static func decode(_ text: Substring) -> [UInt8] {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count, isHexadecimal(bytes[index + 1]),
                isHexadecimal(bytes[index + 2]),
                let byte = UInt8(String(decoding: bytes[index + 1...index + 2], as: UTF8.self), radix: 16)
            {
                result.append(byte)
                index += 3
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }

    static func encode(_ bytes: [UInt8], keeping isKept: (UInt8) -> Bool = isUnreserved) -> String {
        bytes.reduce(into: "") { text, byte in
            text += isKept(byte) ? String(Character(Unicode.Scalar(byte))) : triplet(byte)
        }
    }

    static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "F"),
            UInt8(ascii: "a")...UInt8(ascii: "f"):
            true
        default: false
        }
    }

    private static func triplet(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return "%" + (digits.count == 1 ? "0" : "") + digits
    }
}
