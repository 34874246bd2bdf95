internal import AWS
internal import CPosix
internal import Foundation
internal import SweepModel
internal import TrialRunner

/// `stepsweep-worker`: its command line, and one pack, or one shard of a scoring, by environment.
public struct WorkerProgram {
    private static let help = """
        USAGE: stepsweep-worker [--help] [--version]

        Trains the trials of one pack of a sweep, or scores one shard of a scoring. Everything comes by environment:
          STEPSWEEP_STORE              the object store: a folder, or the name of a bucket
          STEPSWEEP_SWEEP              the sweep's id
          STEPSWEEP_PACK               the pack's id
          STEPSWEEP_WORKING_DIRECTORY  where a user's program runs; default: the current folder
          STEPSWEEP_LANE               where this attempt runs; default: the pack's lane
          STEPSWEEP_ENGINE_FD          a pipe's read end: the worker ends when it closes
          STEPSWEEP_FLUSH_SECONDS      a finished trial is stored at most so much later; default 1
          STEPSWEEP_LEASE_SECONDS      how long the pack's lease holds unrenewed; default 30
          STEPSWEEP_RETRY_FAILED       1: trials that failed run again
          STEPSWEEP_MEMORY_MIB         a user's program that holds more is ended
          STEPSWEEP_ATTEMPT            which attempt this is; default AWS_BATCH_JOB_ATTEMPT, or 1
          STEPSWEEP_SCORING            in place of a sweep and a pack: the id of a scoring, of which it scores one shard
          STEPSWEEP_SHARD, STEPSWEEP_ARM  that shard, and the arm whose model answers its rows
          STEPSWEEP_BLAS               the library of BLAS to compute with; default libblas.so.3, else libopenblas.so.0

        EXIT CODES: 0 every trial has an outcome, failed ones included · 64 environment or arguments · 65 the sweep's
        documents are missing or malformed · 74 the store or the system refused · 75 interrupted: run the same pack again

        """

    /// - Parameter arguments: those behind the program's name.
    /// - Returns: the exit code.
    public static func run(_ arguments: some Collection<String>) -> Int32 {
        // A signal of a container's first moments must not be lost: from here on each one is kept.
        _ = stepsweep_stop_descriptor()
        switch arguments.first {
        case nil: return (isScoring ? runShard() : runPack()).rawValue
        case "--help", "-h": print(help, terminator: "")
        case "--version": print("stepsweep-worker \(StepSweepVersion.text)")
        case let other?:
            say("unknown argument \(other); it takes only --help and --version, and everything else by environment")
            return WorkerExit.usage.rawValue
        }
        return WorkerExit.success.rawValue
    }

    private static var isScoring: Bool {
        ProcessInfo.processInfo.environment[ShardSettings.variable].map { !$0.isEmpty } ?? false
    }

    private static func runShard() -> WorkerExit {
        run {
            let settings = try ShardSettings(environment: ProcessInfo.processInfo.environment)
            let stop = try StopSignal(catchesSignals: true, engineDescriptor: settings.engineDescriptor)
            Watchdog.start(stop)
            return try ShardRun(settings: settings, store: StoreLocation(settings.store).open(), stop: stop).run()
        }
    }

    private static func runPack() -> WorkerExit {
        run {
            let settings = try WorkerSettings(
                environment: ProcessInfo.processInfo.environment,
                currentDirectory: FileManager.default.currentDirectoryPath)
            let stop = try StopSignal(catchesSignals: true, engineDescriptor: settings.engineDescriptor)
            Watchdog.start(stop)
            let store = try StoreLocation(settings.store).open()
            let run = try PackRun(
                settings: settings, store: store, log: EventLog(descriptor: STDOUT_FILENO), stop: stop,
                readSecret: { [secrets = SecretReader()] in
                    try secrets.value(of: $0.text, isParameter: $0.keeper == .parameterStore, region: $0.region)
                })
            return try run.run()
        }
    }

    /// What went wrong becomes a line on stderr and an exit code.
    private static func run(_ body: () throws -> WorkerExit) -> WorkerExit {
        do {
            return try body()
        } catch let error as WorkerError {
            say("\(error)")
            return error.exit
        } catch {
            say("\(error)")
            return .failedWorld
        }
    }

    private static func say(_ text: String) {
        let line = Array("stepsweep-worker: \(text)\n".utf8)
        _ = stepsweep_write_all(STDERR_FILENO, line, line.count)
    }
}
