/// Decimal numbers in text. Hexadecimal ones and words such as `inf` are none.
enum DecimalNumber {
    private static let powers: [Double] = (0...22).map { exponent in
        (0..<exponent).reduce(1) { power, _ in power * 10 }
    }

    static func parse(_ text: String) -> Double? {
        let bytes = Array(text.utf8)
        return parse(bytes, 0..<bytes.count)
    }

    /// The number in a part of `bytes`, blanks around it dropped; `nil` when it isn't one. It may be infinite where it
    /// is too large.
    ///
    /// Up to 2^53 and a power of ten up to 22 both are exact, so that one multiplication or division rounds correctly
    /// (Clinger 1990); other numbers take the standard library's way.
    static func parse(_ bytes: [UInt8], _ range: Range<Int>) -> Double? {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
        while start < end, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
        var place = start
        var isNegative = false
        if place < end, bytes[place] == UInt8(ascii: "-") || bytes[place] == UInt8(ascii: "+") {
            isNegative = bytes[place] == UInt8(ascii: "-")
            place += 1
        }
        var digits: UInt64 = 0
        var count = 0
        var fraction = 0
        var isFraction = false
        while place < end {
            let byte = bytes[place]
            if byte == UInt8(ascii: "."), !isFraction {
                isFraction = true
            } else if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
                digits = digits &* 10 &+ UInt64(byte &- UInt8(ascii: "0"))
                count += 1
                fraction += isFraction ? 1 : 0
            } else {
                break
            }
            place += 1
        }
        guard count > 0 else { return nil }
        // 15 digits are below 2^53.
        guard place == end, count <= 15 else { return general(bytes[start..<end]) }
        let magnitude = Double(digits) / powers[fraction]
        return isNegative ? -magnitude : magnitude
    }

    private static func general(_ bytes: ArraySlice<UInt8>) -> Double? {
        let isDecimal = bytes.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "e"), UInt8(ascii: "E"):
                true
            default: false
            }
        }
        return isDecimal ? Double(String(decoding: bytes, as: UTF8.self)) : nil
    }
}
