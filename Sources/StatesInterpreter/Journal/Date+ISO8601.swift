internal import Foundation
internal import StatesLanguage

extension Date {
    /// Such as `2026-11-24T10:57:00.123Z`. Years outside 0 to 9999 are held at the nearest end.
    var iso8601Milliseconds: String {
        let (first, last) = (-62_167_219_200_000.0, 253_402_300_799_999.0)
        let milliseconds = Int(min(max((timeIntervalSince1970 * 1000).rounded(), first), last))
        let (days, ofDay) = milliseconds.dividedFloor(by: 86_400_000)
        let (year, month, day) = Self.civil(daysSince1970: days)
        let seconds = ofDay / 1000
        let time = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { Self.padded($0, 2) }.joined(separator: ":")
        return
            "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))T\(time).\(Self.padded(ofDay % 1000, 3))Z"
    }

    /// `nil` for a text in another form.
    init?(iso8601Milliseconds text: String) {
        guard let timestamp = Timestamp(text) else { return nil }
        self.init(timestamp)
    }

    init(_ timestamp: Timestamp) {
        self.init(timeIntervalSince1970: Double(timestamp.seconds) + Double(timestamp.nanoseconds) / 1e9)
    }

    private static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return digits.count >= width ? digits : String(repeating: "0", count: width - digits.count) + digits
    }

    /// The proleptic Gregorian date, counted in years that begin in March.
    private static func civil(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
        let (era, dayOfEra) = (days + 719_468).dividedFloor(by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }
}

extension Int {
    /// Quotient and remainder of a division that rounds down.
    fileprivate func dividedFloor(by divisor: Int) -> (quotient: Int, remainder: Int) {
        let quotient = self >= 0 ? self / divisor : (self + 1) / divisor - 1
        return (quotient, self - quotient * divisor)
    }
}
