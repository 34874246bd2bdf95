/// A number of JSON text as a `Double`, rounded correctly, several times as fast as a whole decoder.
enum NumberText {
    private static let powers: [Double] = (0...22).map { (0..<$0).reduce(1) { power, _ in power * 10 } }

    /// Reads the number that begins at `position` and moves behind it; `nil` where JSON's grammar has none there. Infinite where it is too large.
    ///
    /// Up to 15 digits and a power of ten up to 22 both are exact, so that one multiplication or division rounds correctly (Clinger 1990); other
    /// numbers take the standard library's way.
    static func read(_ bytes: [UInt8], _ position: inout Int) -> Double? {
        let start = position
        let isNegative = position < bytes.count && bytes[position] == UInt8(ascii: "-")
        if isNegative { position += 1 }
        var digits = Digits()
        let whole = position
        digits.read(bytes, &position)
        guard position > whole, bytes[whole] != UInt8(ascii: "0") || position == whole + 1 else { return nil }
        var scale = 0
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            let fraction = position
            digits.read(bytes, &position)
            guard position > fraction else { return nil }
            scale = fraction - position
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            guard let power = exponent(bytes, &position) else { return nil }
            scale += power
        }
        guard digits.significant <= 15, abs(scale) <= 22 else {
            return Double(String(decoding: bytes[start..<position], as: UTF8.self))
        }
        let value = Double(digits.value)
        let magnitude = scale < 0 ? value / powers[-scale] : value * powers[scale]
        return isNegative ? -magnitude : magnitude
    }

    private struct Digits {
        var value: UInt64 = 0
        /// How many there are behind leading zeros.
        var significant = 0

        mutating func read(_ bytes: [UInt8], _ position: inout Int) {
            while position < bytes.count {
                let digit = bytes[position] &- UInt8(ascii: "0")
                guard digit < 10 else { return }
                value = value &* 10 &+ UInt64(digit)
                if value != 0 || significant > 0 { significant += 1 }
                position += 1
            }
        }
    }

    /// `e`, a sign and digits; more than 9,999 is as good as 9,999.
    private static func exponent(_ bytes: [UInt8], _ position: inout Int) -> Int? {
        position += 1
        var isNegative = false
        if position < bytes.count, bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "+") {
            isNegative = bytes[position] == UInt8(ascii: "-")
            position += 1
        }
        let start = position
        var value = 0
        while position < bytes.count {
            let digit = bytes[position] &- UInt8(ascii: "0")
            guard digit < 10 else { break }
            value = min(9_999, value * 10 + Int(digit))
            position += 1
        }
        guard position > start else { return nil }
        return isNegative ? -value : value
    }
}
