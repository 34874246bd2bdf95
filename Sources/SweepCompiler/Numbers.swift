internal import Foundation
internal import SweepModel

extension Double {
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

    /// Rounded to two digits, large numbers to whole ones.
    var twoDigits: String {
        guard isFinite, magnitude < 1e15 else { return "many" }
        guard self < 9.95 else { return Int(rounded()).grouped }
        let tenths = Int((self * 10).rounded())
        return tenths.isMultiple(of: 10) ? String(tenths / 10) : "\(tenths / 10).\(abs(tenths % 10))"
    }
}
