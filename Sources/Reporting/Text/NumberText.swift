internal import Foundation

/// Numbers as a person wants to read them.
public enum NumberText {
    /// Four significant digits: `0.9722`, `53.12`, `1.234e-06`; whole numbers as they are.
    public static func short(_ value: Double) -> String {
        guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "-∞" : "∞" }
        if let whole = Int(exactly: value), whole.magnitude < 10_000_000 { return String(whole) }
        let size = abs(value)
        if size < 1e-4 || size >= 1e7 { return String(format: "%.3e", value) }
        return String(format: "%.\(decimals(for: size))f", value)
    }

    /// With its sign, as differences are written: `+0.0042`, `-0.0042`, `0`.
    static func signed(_ value: Double) -> String { value > 0 ? "+" + short(value) : short(value) }

    /// A share of 1 in whole percent, three columns wide and the sign: ` 62 %`.
    static func percent(_ share: Double) -> String {
        guard share.isFinite else { return "  ? %" }
        let text = String(Int((min(max(share, 0), 1) * 100).rounded()))
        return String(repeating: " ", count: 3 - text.count) + text + " %"
    }

    /// A length of time: `0.42 s`, `12.3 s`, `4 min 05 s`, `1 h 02 min`.
    public static func duration(seconds: Double) -> String {
        guard seconds.isFinite, seconds >= 0, seconds < 1e9 else { return "?" }
        if seconds < 1 { return String(format: "%.2f s", seconds) }
        if seconds < 59.95 { return String(format: "%.1f s", seconds) }
        let whole = Int(seconds.rounded())
        if whole < 3600 { return "\(whole / 60) min \(twoDigits(whole % 60)) s" }
        return "\(whole / 3600) h \(twoDigits(whole % 3600 / 60)) min"
    }

    /// Decimals that leave four significant digits of a number of this size.
    static func decimals(for size: Double) -> Int {
        size == 0 ? 0 : min(max(3 - Int(log10(size).rounded(.down)), 0), 7)
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}

/// One way to write all numbers of a column, so that their digits stand below each other and differ where they differ.
struct ColumnFormat {
    private let decimals: Int?

    /// A column of measured numbers: four significant digits of the largest one.
    init(measured values: [Double]) {
        let sizes = values.filter(\.isFinite).map(abs).filter { $0 > 0 }
        guard let largest = sizes.max(), let smallest = sizes.min(), largest < 1e7 else {
            decimals = nil
            return
        }
        let decimals = NumberText.decimals(for: largest)
        // A column that spans too many sizes is written number by number.
        let visible = smallest * pow(10, Double(decimals)) >= 1
        self.decimals = visible && !values.allSatisfy { $0 == $0.rounded() } ? decimals : nil
    }

    func text(_ value: Double) -> String {
        guard let decimals, value.isFinite else { return NumberText.short(value) }
        return String(format: "%.\(decimals)f", value)
    }
}

/// Chosen values, such as a grid's: as few digits as keep different values different, but at least four.
struct ChosenNumbers {
    private let digits: Int

    init(_ values: [Double]) {
        let values = Set(values.filter(\.isFinite))
        digits =
            (4..<17).first { digits in
                var texts: Set<String> = []
                return values.allSatisfy { texts.insert(Self.text($0, digits: digits)).inserted }
            } ?? 17
    }

    func text(_ value: Double) -> String {
        if let whole = Int(exactly: value) { return String(whole) }
        return Self.text(value, digits: digits)
    }

    private static func text(_ value: Double, digits: Int) -> String {
        let shortest = value.description
        return shortest.utf8.count <= digits + 2 ? shortest : String(format: "%.\(digits)g", value)
    }
}
