internal import Foundation

/// Dates as HTTP's head writes them: `Tue, 24 Nov 2026 15:12:25 GMT`.
enum HTTPDate {
    static func parse(_ text: String) -> Date? {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "GMT")
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return formatter.date(from: text)
    }

    /// `2026-11-24T15:12:25Z`, with or without a fraction or an offset, as credentials and answers write it.
    static func parseISO8601(_ text: String) -> Date? {
        let plain = ISO8601DateFormatter()
        if let date = plain.date(from: text) { return date }
        let fractional = ISO8601DateFormatter()
        fractional.formatOptions.insert(.withFractionalSeconds)
        if let date = fractional.date(from: text) { return date }
        // The SSO cache of older command lines ends in `UTC`.
        return text.hasSuffix("UTC") ? plain.date(from: text.dropLast(3) + "Z") : nil
    }
}
