/// A moment as RFC 3339 writes it, with capital `T` and with `Z` or an offset: `2026-11-24T10:57:00Z`.
public struct Timestamp: Sendable, Hashable {
    /// The timestamp as written.
    public let text: String
    /// Seconds since 1970 began.
    public let seconds: Int
    /// The fraction of the second.
    public let nanoseconds: Int

    /// `nil` for a text that is not such a timestamp.
    public init?(_ text: String) {
        var reader = TimestampReader(bytes: Array(text.utf8))
        guard let moment = reader.moment() else { return nil }
        self.text = text
        seconds = moment.seconds
        nanoseconds = moment.nanoseconds
    }
}

extension Timestamp: Comparable {
    /// Equal moments are equal, however they are written.
    public static func == (left: Timestamp, right: Timestamp) -> Bool {
        (left.seconds, left.nanoseconds) == (right.seconds, right.nanoseconds)
    }

    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(seconds)
        hasher.combine(nanoseconds)
    }
}

/// Reads `yyyy-mm-ddThh:mm:ss[.fraction](Z|±hh:mm)`.
private struct TimestampReader {
    let bytes: [UInt8]
    var position = 0

    mutating func moment() -> (seconds: Int, nanoseconds: Int)? {
        guard let year = digits(4), take("-"), let month = digits(2), take("-"), let day = digits(2), take("T"),
            let hour = digits(2), take(":"), let minute = digits(2), take(":"), let second = digits(2),
            let nanoseconds = fraction(), let offset = offset(), position == bytes.count,
            (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day), hour < 24, minute < 60,
            second < 60
        else { return nil }
        let days = Self.daysSince1970(year, month, day)
        return (((days * 24 + hour) * 60 + minute) * 60 + second - offset, nanoseconds)
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func digit() -> Int? {
        guard position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) else {
            return nil
        }
        position += 1
        return Int(bytes[position - 1] - UInt8(ascii: "0"))
    }

    private mutating func digits(_ count: Int) -> Int? {
        var value = 0
        for _ in 0..<count {
            guard let digit = digit() else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    /// Nanoseconds; at most nine digits.
    private mutating func fraction() -> Int? {
        guard take(".") else { return 0 }
        guard var value = digit() else { return nil }
        var count = 1
        while let digit = digit() {
            count += 1
            guard count <= 9 else { return nil }
            value = value * 10 + digit
        }
        for _ in count..<9 { value *= 10 }
        return value
    }

    /// Seconds east of UTC.
    private mutating func offset() -> Int? {
        if take("Z") { return 0 }
        let sign = take("+") ? 1 : take("-") ? -1 : 0
        guard sign != 0, let hours = digits(2), take(":"), let minutes = digits(2), hours <= 18, minutes < 60 else {
            return nil
        }
        return sign * (hours * 60 + minutes) * 60
    }

    private static func days(in month: Int, of year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    /// The proleptic Gregorian calendar, counted in years that begin in March.
    private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
