import Foundation
import TestSupport
import Testing

@testable import ModelServer

@Suite("Numbers of JSON text") struct NumberTextTests {
    private struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    private static func read(_ text: String) -> Double? {
        let bytes = Array(text.utf8)
        var position = 0
        guard let number = NumberText.read(bytes, &position), position == bytes.count else { return nil }
        return number
    }

    /// Digits, a point and an exponent, often at the edges of what is exact.
    private static func text(_ generator: inout Generator) -> String {
        func digits(_ most: Int) -> String {
            (0..<Int.random(in: 1...most, using: &generator)).map { _ in
                String(Int.random(in: 0...9, using: &generator))
            }.joined()
        }
        var text = Bool.random(using: &generator) ? "-" : ""
        let whole = digits(20)
        text += whole.first == "0" ? "0" : whole
        if Bool.random(using: &generator) { text += "." + digits(20) }
        if Int.random(in: 0...2, using: &generator) == 0 {
            text += ["e", "E"].randomElement(using: &generator) ?? "e"
            text += ["", "+", "-"].randomElement(using: &generator) ?? ""
            text += digits(Bool.random(using: &generator) ? 2 : 3)
        }
        return text
    }

    /// The decoder refuses numbers that are too large or too small.
    private static func isOrdinary(_ text: String) -> Bool {
        let size = abs(Double(text) ?? .infinity)
        return size > 1e-290 && size < 1e290
    }

    @Test("A hundred thousand texts give the numbers that JSONDecoder gives, to the last bit")
    func fuzz() throws {
        var generator = Generator(state: 7)
        let texts = (0..<125_000).map { _ in Self.text(&generator) }.filter(Self.isOrdinary)
        let expected = try JSONDecoder().decode([Double].self, from: Data("[\(texts.joined(separator: ","))]".utf8))
        var different = 0
        for (text, number) in zip(texts, expected) {
            // The decoder loses the sign of a zero.
            if Self.read(text) != number { different += 1 }
        }
        #expect(different == 0)
        #expect(texts.count > 70_000)
    }

    @Test("Every Double that is written reads back as itself")
    func roundTrip() {
        var generator = Generator(state: 11)
        for _ in 0..<20_000 {
            let number = Double(bitPattern: generator.next())
            guard number.isFinite else { continue }
            #expect(Self.read(number.description)?.bitPattern == number.bitPattern)
        }
    }

    @Test(
        "What JSON's grammar has no number for is none",
        arguments: [
            "", "-", "+1", "01", ".5", "1.", "1e", "1e+", "0x10", "NaN", "Infinity", "inf", "1_000", "--1", "1,0", "１",
        ])
    func none(text: String) { #expect(Self.read(text) == nil) }

    @Test("A number that is too large is infinite, one that is too small is zero")
    func edges() {
        #expect(Self.read("1e999") == .infinity)
        #expect(Self.read("1e99999999999999999999") == .infinity)
        #expect(Self.read("1e-99999999999999999999") == 0)
        #expect(Self.read("123456789012345678901234567890") == 1.2345678901234568e29)
        #expect(Self.read("0.000000000000000000000000000000000000001") == 1e-39)
    }
}
