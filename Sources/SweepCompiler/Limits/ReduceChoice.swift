internal import SweepModel

/// Whether Lambda ranks a sweep's outcomes or a Batch job does, and why.
struct ReduceChoice: Sendable, Equatable {
    var isBatch: Bool
    /// One sentence for a person, with the numbers.
    var reason: String
    /// Of this sweep in `results.sqlite`, estimated.
    var databaseBytes: Double
    /// Seconds of the reducer, estimated.
    var seconds: Double

    /// Lambda ranks what it can: it answers within a second, where a job first waits for a host.
    init(_ experiment: Experiment, _ survey: Survey, packs: Int) {
        let bytes = survey.resultBytes + Double(packs) * Self.objectBytes
        let seconds = Self.seconds(trials: survey.trials, packs: packs, bytes: bytes)
        let count = survey.trials
        let results = "about \(bytes.byteCount) of results from \(count.grouped) \(count == 1 ? "trial" : "trials")"
        let tooMuch =
            if bytes > ServiceLimits.lambdaDatabaseBytes {
                "\(results): more than the \(ServiceLimits.lambdaDatabaseBytes.byteCount) that the function is made for"
            } else if packs > ServiceLimits.lambdaPacks {
                "\(packs.grouped) packs, more than the \(ServiceLimits.lambdaPacks.grouped) whose outcomes the function reads in time"
            } else if seconds > ServiceLimits.lambdaSeconds {
                "about \(seconds.duration), more than the \(ServiceLimits.lambdaSeconds.duration) that leave the function room"
            } else { String?.none }
        let calm =
            "\(results), \(packs.grouped) \(packs == 1 ? "pack" : "packs"), about \(seconds.duration); the function is made for "
            + "\(ServiceLimits.lambdaDatabaseBytes.byteCount), \(ServiceLimits.lambdaPacks.grouped) packs, "
            + ServiceLimits.lambdaSeconds.duration
        switch experiment.reduceService {
        case .auto: (isBatch, reason) = (tooMuch != nil, tooMuch ?? calm)
        case .lambda: (isBatch, reason) = (false, "reduce.service says so; " + (tooMuch ?? calm))
        case .batch: (isBatch, reason) = (true, "reduce.service says so; " + (tooMuch ?? calm))
        }
        databaseBytes = bytes
        self.seconds = seconds
    }

    /// MiB of the job: the database as it came, as it goes, and in SQLite's cache; whole GiB.
    var memoryMiB: Int {
        let gibibytes = 2 + (3 * databaseBytes / 1_073_741_824).rounded(.up)
        return Int(min(max(gibibytes, 4), 120)) * 1_024
    }

    /// Of each pack's object in the table of those that are merged.
    private static let objectBytes = 80.0
    /// Assumed of S3: seconds for a small object, so many at once; bytes a second for the database, down and up.
    private static let objectSeconds = 0.05
    private static let objectsAtOnce = 32.0
    private static let transferBytesPerSecond = 50e6

    private static func seconds(trials: Int, packs: Int, bytes: Double) -> Double {
        let merge =
            Double(trials) * ResultSize.mergeSecondsPerTrial + bytes * ResultSize.mergeSecondsPerByte
        return merge + Double(packs) / objectsAtOnce * objectSeconds + 2 * bytes / transferBytesPerSecond
    }
}
