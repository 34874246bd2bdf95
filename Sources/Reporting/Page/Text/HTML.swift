internal import Foundation
internal import JSON
internal import Statistics
internal import SweepModel

/// Text of unknown origin, made fit for each place of a page.
enum HTML {
    /// For the text between tags and for attributes in double quotes. What could move or turn a reader's text is made visible.
    static func text(_ text: String) -> String {
        if text.utf8.allSatisfy(isPlain) { return text }
        var result = ""
        for scalar in SafeText.neutralise(text).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Whether an ASCII byte stands for itself everywhere; no byte of another character does.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): false
        default: (0x20..<0x7F).contains(byte)
        }
    }

    /// At most `length` characters, with `…` where some are missing.
    static func cut(_ text: String, to length: Int = 60) -> String {
        if text.utf8.count <= length { return text }
        guard let end = text.index(text.startIndex, offsetBy: length, limitedBy: text.endIndex), end < text.endIndex
        else { return text }
        return text.prefix(length - 1) + "…"
    }

    /// For a string of a style sheet, in double quotes.
    static func cssString(_ text: String) -> String {
        SafeText.neutralise(text).unicodeScalars.reduce(into: "") { result, scalar in
            let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
            result += isPlain ? String(scalar) : "\\" + String(scalar.value, radix: 16) + " "
        }
    }

    /// For `<script type="application/json">`: nothing in it can end the element.
    static func script(_ value: JSON) -> String {
        value.text().replacing("<", with: "\\u003c").replacing("\u{2028}", with: "\\u2028")
            .replacing("\u{2029}", with: "\\u2029")
    }
}

/// Times and counts in words.
enum PageText {
    /// `2026-11-24 15:04:05 UTC`; `nil` for what is no time of ours.
    static func time(_ seconds: Double?) -> String? {
        guard let seconds, seconds.isFinite, (0..<253_402_300_800).contains(seconds) else { return nil }
        let text = Date(timeIntervalSince1970: seconds.rounded(.down)).formatted(.iso8601)
        return text.replacing("T", with: " ").replacing("Z", with: " UTC")
    }

    static func count(_ count: Int, _ noun: String) -> String { "\(count.grouped) \(noun)\(count == 1 ? "" : "s")" }

    /// Enough of a trial's id to know it by.
    static func trial(_ id: String, digits: Int = 8) -> String { HTML.cut(String(id.prefix(max(digits, 1))), to: 20) }

    /// `0.9633 to 0.979`.
    static func interval(_ interval: ConfidenceInterval) -> String {
        number(interval.lower) + " to " + number(interval.upper)
    }

    /// At most four significant digits: `0.95`, `12.5`, `1.2e-07`.
    static func number(_ value: Double) -> String {
        guard value.isFinite, Int(exactly: value) == nil else { return NumberText.short(value) }
        return String(format: "%.4g", value)
    }

    /// A remark as a sentence: with a capital letter and a full stop.
    static func sentence(_ text: String) -> String {
        let end = text.last.map { ".!?".contains($0) } ?? true ? "" : "."
        return text.prefix(1).uppercased() + text.dropFirst() + end
    }

    static func percent(_ share: Double) -> String {
        share.isFinite ? String(format: "%.1f %%", share * 100) : "?"
    }
}
