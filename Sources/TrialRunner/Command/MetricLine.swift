internal import Foundation

/// Finds metrics in a program's output: lines that hold nothing but `name=value` pairs.
///
/// A line counts when all of it matches
/// `^\s*NAME=NUMBER([\s,;]+NAME=NUMBER)*[\s,;]*$` with
/// `NAME = [A-Za-z_][A-Za-z0-9_./:-]{0,99}` and
/// `NUMBER = [+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?`, or `nan`, `inf`, `infinity` in any case, with a sign or without.
enum MetricLine {
    /// The pairs in the order of the line; `nil` for a line of another form.
    static func parse(_ line: ArraySlice<UInt8>) -> [(name: String, value: Double)]? {
        guard line.contains(UInt8(ascii: "=")) else { return nil }
        var pairs: [(name: String, value: Double)] = []
        for word in line.split(whereSeparator: isSeparator) {
            guard let equals = word.firstIndex(of: UInt8(ascii: "=")), isName(word[..<equals]),
                let value = number(word[(equals + 1)...])
            else { return nil }
            pairs.append((String(decoding: word[..<equals], as: UTF8.self), value))
        }
        return pairs.isEmpty ? nil : pairs
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: ",")
            || byte == UInt8(ascii: ";")
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_")
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isName(_ name: ArraySlice<UInt8>) -> Bool {
        guard let first = name.first, isLetter(first), name.count <= 100 else { return false }
        return name.allSatisfy { isLetter($0) || isDigit($0) || "./:-".utf8.contains($0) }
    }

    private static func number(_ text: ArraySlice<UInt8>) -> Double? {
        var rest = text
        if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        if let first = rest.first, isLetter(first) { return word(rest, isNegative: text.first == UInt8(ascii: "-")) }
        let whole = rest.prefix(while: isDigit).count
        rest = rest.dropFirst(whole)
        var fraction = 0
        if rest.first == UInt8(ascii: ".") {
            fraction = rest.dropFirst().prefix(while: isDigit).count
            rest = rest.dropFirst(1 + fraction)
        }
        guard whole + fraction > 0 else { return nil }
        if let first = rest.first, first | 0x20 == UInt8(ascii: "e") {
            rest = rest.dropFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
            guard !rest.isEmpty, rest.allSatisfy(isDigit) else { return nil }
            rest = []
        }
        // The form is checked, so that `strtod` reads all of it.
        return rest.isEmpty ? strtod(String(decoding: text, as: UTF8.self), nil) : nil
    }

    private static func word(_ text: ArraySlice<UInt8>, isNegative: Bool) -> Double? {
        switch String(decoding: text, as: UTF8.self).lowercased() {
        case "nan": .nan
        case "inf", "infinity": isNegative ? -.infinity : .infinity
        default: nil
        }
    }
}
