internal import Foundation

/// What people write behind options of `ab`.
public enum ABText {
    /// Metrics' and guardrails' names: letters, digits, `_`, `-`, `.` and `/`, at most 100.
    public static func isName(_ text: String) -> Bool {
        (1...100).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "_-./".utf8.contains(byte)
                }
            }
    }

    /// The least share of units that an arm may have.
    static let leastWeight = 0.001

    /// `90/10` in shares of 1, one an arm.
    public static func weights(_ text: String, arms: Int, option: String) throws -> [Double] {
        func refuse(_ problem: String) -> ABError { .invalid(option: option, problem: problem, received: text) }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        let numbers = parts.compactMap { plainNumber($0) }
        guard numbers.count == parts.count else { throw refuse("write percents like 90/10") }
        guard numbers.count == arms else { throw refuse("the test has \(arms) arms, name a percent for each") }
        guard abs(numbers.reduce(0, +) - 100) < 1e-6 else { throw refuse("the percents must add up to 100") }
        guard numbers.allSatisfy({ $0 >= 100 * leastWeight }) else {
            throw refuse("each arm needs 0.1 percent or more")
        }
        return numbers.map { $0 / 100 }
    }

    /// Equal shares that add up to 1.
    public static func equalWeights(arms: Int) -> [Double] { [Double](repeating: 1 / Double(arms), count: arms) }

    /// `10%,50%,100%` with `2d` between them.
    public static func ramp(_ text: String, every: String?) throws -> [ABOptions.RampStep] {
        func refuse(_ problem: String) -> ABError { .invalid(option: "--ramp", problem: problem, received: text) }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        let shares = parts.compactMap { part in part.hasSuffix("%") ? plainNumber(String(part.dropLast())) : nil }
        guard shares.count == parts.count, shares.count <= 100 else { throw refuse("write percents like 10%,50%,100%") }
        guard shares.allSatisfy({ $0 > 0 && $0 <= 100 }) else {
            throw refuse("each percent must be greater than 0 and at most 100")
        }
        guard zip(shares, shares.dropFirst()).allSatisfy({ $0 < $1 }) else {
            throw refuse("each percent must be greater than the one before: nobody leaves a test")
        }
        guard shares.count > 1 else { return [.init(afterSeconds: 0, share: (shares.first ?? 100) / 100)] }
        guard let every else { throw refuse("say with --every how long each step lasts, like --every 2d") }
        let step = try seconds(every, option: "--every")
        return shares.enumerated().map { .init(afterSeconds: Double($0) * step, share: $1 / 100) }
    }

    /// `90s`, `30m`, `12h`, `2d`, `1w`.
    public static func seconds(_ text: String, option: String) throws -> Double {
        let units: [Character: Double] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800]
        guard let unit = text.last.flatMap({ units[$0] }), let number = plainNumber(String(text.dropLast())),
            number > 0, number * unit <= 3_660 * 86_400
        else {
            throw ABError.invalid(
                option: option, problem: "write a time like 30m, 12h or 2d, greater than 0 and at most ten years",
                received: text)
        }
        return number * unit
    }

    /// Digits and one point; no sign, exponent or word.
    static func plainNumber(_ text: String) -> Double? {
        guard text.utf8.allSatisfy({ (48...57).contains($0) || $0 == UInt8(ascii: ".") }) else { return nil }
        return Double(text)
    }
}
