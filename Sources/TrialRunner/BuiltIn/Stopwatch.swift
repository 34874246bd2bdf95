internal import Foundation
internal import SweepModel

/// What this process has used since the value was made.
///
/// The first trial of a pack pays for what all of them share: the data's preparation, a decomposition.
struct Stopwatch {
    private let wallStart = Clock.wall()
    private let start = Clock.awake()
    private let processorStart = Self.processorSeconds()

    var seconds: Double { Clock.awake() - start }

    var cost: TrialOutcome.Cost {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return TrialOutcome.Cost(
            startedAt: wallStart, seconds: seconds, cpuSeconds: Self.processorSeconds() - processorStart,
            peakMemoryBytes: usage.ru_maxrss * 1024)
    }

    private static func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
