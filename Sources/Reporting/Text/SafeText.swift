/// Text of unknown origin, made fit for a terminal line.
enum SafeText {
    /// Replaces what could move the cursor, change colours or turn the reading direction by a visible escape: `\x1b`.
    static func neutralise(_ text: String) -> String {
        // Nearly all texts are printable ASCII.
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
        guard text.unicodeScalars.contains(where: isHostile) else { return text }
        return text.unicodeScalars.reduce(into: "") { result, scalar in
            if isHostile(scalar) { result += escape(scalar) } else { result.unicodeScalars.append(scalar) }
        }
    }

    /// Control characters, line and paragraph separators, and marks that change the direction of text.
    private static func isHostile(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF:
            true
        default: false
        }
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        default:
            if scalar.value < 0x100 {
                "\\x" + padded(String(scalar.value, radix: 16), 2)
            } else {
                "\\u" + padded(String(scalar.value, radix: 16), 4)
            }
        }
    }

    private static func padded(_ digits: String, _ width: Int) -> String {
        String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
