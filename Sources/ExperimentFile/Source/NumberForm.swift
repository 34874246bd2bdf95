/// How an unquoted scalar is written as a number, by YAML 1.1 and by W&B's wider notion of a fraction.
enum NumberForm: Equatable {
    case whole
    /// Digits behind `0x` or `0b`.
    case wholeInBase(Int)
    case fraction
    /// `010`: octal in YAML 1.1, decimal elsewhere.
    case leadingZero
    /// `1:30`: 90 in YAML 1.1, text elsewhere.
    case base60
    /// `.inf` or `.nan`.
    case notFinite

    /// `nil` for text that is no number.
    init?(_ text: String) {
        var scanner = Scanner(Array(text.utf8))
        let hasSign = scanner.take("+") || scanner.take("-")
        if let special = scanner.special(hasSign: hasSign) {
            self = special
            return
        }
        let start = scanner.position
        let digits = scanner.takeDigits()
        let startsWithZero = digits > 0 && scanner.bytes[start] == UInt8(ascii: "0")
        if digits > 0, scanner.isAtEnd {
            self = startsWithZero && digits > 1 ? .leadingZero : .whole
        } else if digits > 0, !startsWithZero, scanner.takeSexagesimals() {
            self = .base60
        } else if scanner.takeFraction(behindDigits: digits > 0) {
            self = .fraction
        } else {
            return nil
        }
    }
}

private struct Scanner {
    let bytes: [UInt8]
    var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    private var next: UInt8? { isAtEnd ? nil : bytes[position] }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    /// Digits with `_` among them, a digit first; how many bytes were taken.
    mutating func takeDigits() -> Int {
        let start = position
        guard let first = next, Scanner.isDigit(first) else { return 0 }
        while let byte = next, Scanner.isDigit(byte) || byte == UInt8(ascii: "_") { position += 1 }
        return position - start
    }

    /// The rest as a number of another base, or as one that is not finite.
    func special(hasSign: Bool) -> NumberForm? {
        let rest = bytes[position...]
        let underscore = UInt8(ascii: "_")
        if rest.starts(with: "0x".utf8), rest.count > 2 {
            let isHexadecimal = rest.dropFirst(2).allSatisfy { $0 == underscore || Character(.init($0)).isHexDigit }
            return isHexadecimal ? .wholeInBase(16) : nil
        }
        if rest.starts(with: "0b".utf8), rest.count > 2 {
            return rest.dropFirst(2).allSatisfy { "01_".utf8.contains($0) } ? .wholeInBase(2) : nil
        }
        let isInfinite = [".inf", ".Inf", ".INF"].contains { rest.elementsEqual($0.utf8) }
        let isNaN = !hasSign && [".nan", ".NaN", ".NAN"].contains { rest.elementsEqual($0.utf8) }
        return isInfinite || isNaN ? .notFinite : nil
    }

    /// `:30`, `:59:59` or `:30.5` up to the end; nothing is taken otherwise.
    mutating func takeSexagesimals() -> Bool {
        let start = position
        var parts = 0
        while take(":") {
            let digits = takeDigits()
            let isOneOrTwo = digits == 1 || (digits == 2 && bytes[position - 2] < UInt8(ascii: "6"))
            guard isOneOrTwo, bytes[position - 1] != UInt8(ascii: "_") else { break }
            parts += 1
        }
        if parts > 0, take(".") { _ = takeDigits() }
        if parts > 0, isAtEnd { return true }
        position = start
        return false
    }

    /// `.5`, `.`, `e-3` or `.5e3` up to the end.
    mutating func takeFraction(behindDigits: Bool) -> Bool {
        if take(".") {
            guard takeDigits() > 0 || behindDigits else { return false }
        } else if !behindDigits {
            return false
        }
        if take("e") || take("E") {
            _ = take("+") || take("-")
            let start = position
            guard takeDigits() > 0, !bytes[start...].contains(UInt8(ascii: "_")) else { return false }
        }
        return isAtEnd
    }
}
