/// Decides which of a program's lines are passed on: a few hundred at once, then some each second.
struct OutputLimiter {
    static let burst = 200.0
    static let linesPerSecond = 50.0
    static let maximumCharacters = 2_000

    private var allowance = Self.burst
    private var refilledAt: Double
    /// Lines left out since the last one that was passed on.
    private(set) var leftOut = 0

    init(now: Double) { refilledAt = now }

    mutating func allows(at now: Double) -> Bool {
        allowance = min(Self.burst, allowance + (now - refilledAt) * Self.linesPerSecond)
        refilledAt = now
        guard allowance >= 1 else {
            leftOut += 1
            return false
        }
        allowance -= 1
        return true
    }

    /// The lines left out so far, which are counted from zero again.
    mutating func takeLeftOut() -> Int {
        defer { leftOut = 0 }
        return leftOut
    }

    /// A line as text: bytes that are no UTF-8 as replacement characters, cut where it is long.
    static func text(of line: ArraySlice<UInt8>) -> String {
        let text = String(decoding: line.prefix(4 * maximumCharacters), as: UTF8.self)
        return text.count > maximumCharacters ? text.prefix(maximumCharacters) + "…" : text
    }
}
