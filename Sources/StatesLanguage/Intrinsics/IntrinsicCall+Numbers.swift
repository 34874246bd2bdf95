internal import JSON

extension IntrinsicCall {
    static func mathAdd(_ first: JSON, _ second: JSON) throws(IntrinsicProblem) -> JSON {
        let (sum, overflow) = try integer(first).addingReportingOverflow(try integer(second))
        guard !overflow else { throw IntrinsicProblem("the sum of \(first) and \(second) is out of range") }
        return .integer(sum)
    }

    /// A whole number from the first to before the second; a third makes it repeatable.
    static func mathRandom(_ values: [JSON], _ randomBits: @escaping () -> UInt64) throws(IntrinsicProblem) -> JSON {
        let (start, end) = (try integer(values[0]), try integer(values[1]))
        guard start < end else {
            throw IntrinsicProblem("the start must be less than the end, received \(start) and \(end)")
        }
        guard values.count == 3 else {
            var generator = BitsGenerator(bits: randomBits)
            return .integer(Int.random(in: start..<end, using: &generator))
        }
        var generator = SplitMix64(state: UInt64(bitPattern: Int64(try integer(values[2]))))
        return .integer(Int.random(in: start..<end, using: &generator))
    }

    /// A version 4 UUID.
    static func uuid(_ randomBits: @escaping () -> UInt64) -> JSON {
        let high = randomBits() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
        let low = randomBits() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        let digits = [high, low].map { word in
            let text = String(word, radix: 16)
            return String(repeating: "0", count: 16 - text.count) + text
        }.joined()
        var text = ""
        for (index, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(index) { text += "-" }
            text.append(digit)
        }
        return .string(text)
    }
}

private struct BitsGenerator: RandomNumberGenerator {
    let bits: () -> UInt64

    mutating func next() -> UInt64 { bits() }
}

/// Steele, Lea and Flood (2014), *Fast splittable pseudorandom number generators*.
private struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
