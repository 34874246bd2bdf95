internal import JSON

/// What an unquoted scalar means: YAML 1.1 as W&B reads it, without its silent traps.
///
/// As in W&B, `1e-3` is a number although strict YAML 1.1 takes it for text.
enum PlainScalar {
    enum Meaning {
        case value(JSON)
        /// Legal, but seldom meant.
        case doubtful(JSON, String)
        case refused(String)
    }

    static func meaning(of text: String) -> Meaning {
        guard let first = text.unicodeScalars.first, text != "~" else { return .value(nil) }
        let startsNumber = ("0"..."9").contains(first) || first == "+" || first == "-" || first == "."
        return startsNumber ? number(text) ?? .value(.string(text)) : word(text)
    }

    private static func word(_ text: String) -> Meaning {
        switch text {
        case "null", "Null", "NULL": .value(nil)
        case "true", "True", "TRUE": .value(true)
        case "false", "False", "FALSE": .value(false)
        case "yes", "Yes", "YES", "on", "On", "ON":
            .doubtful(true, "`\(text)` is read as true; write true, or quote it if you mean the word")
        case "no", "No", "NO", "off", "Off", "OFF":
            .doubtful(false, "`\(text)` is read as false; write false, or quote it if you mean the word")
        default: .value(.string(text))
        }
    }

    private static func number(_ text: String) -> Meaning? {
        let digits = text.filter { $0 != "_" }
        switch NumberForm(text) {
        case .whole: return whole(text, Int(digits))
        case .wholeInBase(let base):
            return whole(text, Int(digits.replacing(base == 16 ? "0x" : "0b", with: ""), radix: base))
        case .fraction: return fraction(text, digits)
        case .leadingZero:
            return .refused("`\(text)` is octal in YAML 1.1 and decimal elsewhere; drop the leading 0, or quote it")
        case .base60:
            return .refused("`\(text)` is a number in base 60 in YAML 1.1 and text elsewhere; quote it if it is text")
        case .notFinite: return .refused("`\(text)` is not a finite number; a parameter must be one")
        case nil: return nil
        }
    }

    private static func whole(_ text: String, _ value: Int?) -> Meaning {
        guard let value else {
            return .refused("`\(text.shortened(to: 60))` does not fit in 64 bits; quote it if it is text")
        }
        return .value(.integer(value))
    }

    private static func fraction(_ text: String, _ digits: String) -> Meaning {
        // Swift wants a digit on both sides of the point.
        let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        var completed = digits
        if parts.count == 2 {
            let sign = parts[0].prefix { $0 == "+" || $0 == "-" }
            let head = parts[0].dropFirst(sign.count)
            let tail = parts[1].first?.isNumber == true ? String(parts[1]) : "0" + parts[1]
            completed = sign + (head.isEmpty ? "0" : head) + "." + tail
        }
        let mantissa = completed.prefix { $0 != "e" && $0 != "E" }
        let isZero = !mantissa.contains { $0 != "0" && $0.isNumber }
        guard let value = Double(completed), value.isFinite, isZero || value != 0 else {
            return .refused("`\(text.shortened(to: 60))` is too large or too small for a 64-bit number")
        }
        return .value(.number(value))
    }
}
