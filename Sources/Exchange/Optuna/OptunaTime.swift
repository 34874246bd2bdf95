internal import Foundation

/// A moment as SQLAlchemy writes it into SQLite: `2026-11-24 12:34:56.123456`.
///
/// Optuna's own dates are in the local time of whoever ran it and name no zone. These are in UTC, so that equal results give equal bytes.
enum OptunaTime {
    /// From 1970 to the last moment of the year 9999, which is as far as Python's dates go.
    private static let range = 0.0...253_402_300_799.0

    static func text(secondsSince1970 seconds: Double) -> String {
        let clamped = seconds.isNaN ? 0 : min(max(seconds, range.lowerBound), range.upperBound)
        let microseconds = Int((clamped * 1e6).rounded())
        var second = time_t(microseconds / 1_000_000)
        var parts = tm()
        gmtime_r(&second, &parts)
        return String(
            format: "%04d-%02d-%02d %02d:%02d:%02d.%06d", Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1,
            Int(parts.tm_mday), Int(parts.tm_hour), Int(parts.tm_min), Int(parts.tm_sec), microseconds % 1_000_000)
    }
}
