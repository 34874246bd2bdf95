internal import Foundation
internal import SweepModel

extension Double {
    /// US dollars as a person says them: `$0.0031`, `$0.42`, `$1,204`.
    public var usd: String {
        switch self {
        case ..<0.000_05: self > 0 ? "under $0.0001" : "$0"
        case ..<0.1: "$" + fixed(digits: 4)
        case ..<1_000: "$" + fixed(digits: 2)
        default: "$" + (self < 1e15 ? Int(rounded()).grouped : "many")
        }
    }

    /// With so many digits after the point.
    private func fixed(digits: Int) -> String {
        let unit = Int(pow(10, Double(digits)))
        let count = Int((self * Double(unit)).rounded())
        let rest = String(count % unit)
        return "\(count / unit)." + String(repeating: "0", count: digits - rest.count) + rest
    }

    /// Seconds as a person says them, two digits at most: `0.02 s`, `4.5 min`, `3 h`, `12 days`.
    var duration: String {
        switch self {
        case ..<0.000_95: "under 1 ms"
        case ..<0.95: "\((self * 1_000).twoDigits) ms"
        case ..<90: "\(twoDigits) s"
        case ..<3_600: "\((self / 60).twoDigits) min"
        case ..<172_800: "\((self / 3_600).twoDigits) h"
        default: "\((self / 86_400).twoDigits) days"
        }
    }

    /// Bytes as a person says them: `84 KB`, `1.2 MB`, `500 MB`.
    var byteCount: String {
        switch self {
        case ..<1e6: "\((self / 1e3).twoDigits) KB"
        case ..<1e9: "\((self / 1e6).twoDigits) MB"
        default: "\((self / 1e9).twoDigits) GB"
        }
    }

    /// Rounded to two digits, large numbers to whole ones.
    var twoDigits: String {
        guard isFinite, magnitude < 1e15 else { return "many" }
        guard self < 9.95 else { return Int(rounded()).grouped }
        let tenths = Int((self * 10).rounded())
        return tenths.isMultiple(of: 10) ? String(tenths / 10) : "\(tenths / 10).\(abs(tenths % 10))"
    }
}
