internal import Foundation

/// The three clocks of a worker, in seconds.
enum Clock {
    /// Since 1970, for people and records.
    static func wall() -> Double { read(CLOCK_REALTIME) }

    /// Since some moment; stands still while the machine sleeps.
    static func awake() -> Double { read(CLOCK_MONOTONIC) }

    /// Since some moment; goes on while the machine sleeps.
    static func elapsed() -> Double { read(CLOCK_BOOTTIME) }

    private static func read(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
