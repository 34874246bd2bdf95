public import SweepModel

/// What a worker is told by its environment, the same on a laptop and in a job of the cloud.
public struct WorkerSettings: Sendable, Equatable {
    /// `STEPSWEEP_STORE`: the folder of the object store, or the name of its bucket.
    public var store: String
    /// `STEPSWEEP_SWEEP`
    public var sweep: String
    /// `STEPSWEEP_PACK`
    public var pack: String
    /// `STEPSWEEP_WORKING_DIRECTORY`: where the user's program runs. Default: the worker's own folder.
    public var workingDirectory: String
    /// `STEPSWEEP_ATTEMPT`, or Batch's own `AWS_BATCH_JOB_ATTEMPT`, counted from 1. Default 1.
    public var attempt: Int
    /// `STEPSWEEP_LANE`: where this attempt really runs. Default: the pack's lane.
    public var lane: Lane?
    /// `STEPSWEEP_ENGINE_FD`: the read end of a pipe that closes when the engine ends.
    public var engineDescriptor: Int32?
    /// `STEPSWEEP_FLUSH_SECONDS`: a finished trial is stored at most so much later. Default 1.
    public var flushSeconds: Double
    /// `STEPSWEEP_LEASE_SECONDS`: how long the pack's lease holds without a renewal. Default 30.
    public var leaseSeconds: Double
    /// `STEPSWEEP_RETRY_FAILED=1`: trials that failed run again.
    public var retryFailed: Bool
    /// `STEPSWEEP_MEMORY_MIB`: a user's command that holds more is ended. Default: no limit of ours.
    public var memoryLimitMiB: Int?
    /// The whole environment, which the user's command inherits.
    public var environment: [String: String]

    public init(
        store: String, sweep: String, pack: String, workingDirectory: String, attempt: Int = 1, lane: Lane? = nil,
        engineDescriptor: Int32? = nil, flushSeconds: Double = 1, leaseSeconds: Double = 30, retryFailed: Bool = false,
        memoryLimitMiB: Int? = nil, environment: [String: String] = [:]
    ) {
        self.store = store
        self.sweep = sweep
        self.pack = pack
        self.workingDirectory = workingDirectory
        self.attempt = attempt
        self.lane = lane
        self.engineDescriptor = engineDescriptor
        self.flushSeconds = flushSeconds
        self.leaseSeconds = leaseSeconds
        self.retryFailed = retryFailed
        self.memoryLimitMiB = memoryLimitMiB
        self.environment = environment
    }

    /// Reads the environment.
    ///
    /// - Throws: `WorkerError.invalidSettings` with every problem at once.
    public init(environment: [String: String], currentDirectory: String) throws(WorkerError) {
        var reader = SettingsReader(environment: environment)
        let store = reader.store()
        let sweep = reader.name("STEPSWEEP_SWEEP")
        let pack = reader.name("STEPSWEEP_PACK")
        let attempt =
            reader.number("STEPSWEEP_ATTEMPT", in: 1...1_000_000) { Int($0) }
            ?? reader.number("AWS_BATCH_JOB_ATTEMPT", in: 1...1_000_000) { Int($0) }
        let lane = reader.lane()
        let engine = reader.number("STEPSWEEP_ENGINE_FD", in: 0...Int32.max) { Int32($0) }
        let flush = reader.number("STEPSWEEP_FLUSH_SECONDS", in: 0...3600) { Double($0) }
        let lease = reader.number("STEPSWEEP_LEASE_SECONDS", in: 1...3600) { Double($0) }
        let retry = reader.flag("STEPSWEEP_RETRY_FAILED")
        let memory = reader.number("STEPSWEEP_MEMORY_MIB", in: 1...1_000_000_000) { Int($0) }
        guard reader.problems.isEmpty, let store, let sweep, let pack else { throw .invalidSettings(reader.problems) }
        self.init(
            store: store, sweep: sweep, pack: pack,
            workingDirectory: environment["STEPSWEEP_WORKING_DIRECTORY"] ?? currentDirectory, attempt: attempt ?? 1,
            lane: lane, engineDescriptor: engine, flushSeconds: flush ?? 1, leaseSeconds: lease ?? 30,
            retryFailed: retry, memoryLimitMiB: memory, environment: environment)
    }
}
