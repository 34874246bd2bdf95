public import Foundation
internal import AWS
internal import JSON
internal import ObjectStore
internal import Reducers
internal import SweepCompiler
public import SweepEngines
internal import SweepModel

extension StepFunctionsEngine {
    /// Seconds between two looks at an execution.
    private static let lookSeconds = 5.0

    /// Scores what is missing, as an execution of the scoring's machine, and waits for its end.
    ///
    /// Nothing is noted but objects of the bucket: whoever scores the same input again follows the execution that runs, and starts
    /// another one only where an earlier one left shards behind. A command that is ended leaves the execution running.
    ///
    /// - Parameters:
    ///   - shards: the rows of every shard, by key.
    ///   - tell: hears what is being done.
    /// - Throws: `CloudError`, `ReduceError`, `ObjectStoreError` and the errors of `AWS`.
    public func score(
        _ launch: ScoringLaunch, shards: some Sequence<(key: String, bytes: Data)> & Sendable, on stack: CloudStack,
        tell: @escaping @Sendable (String) -> Void
    ) async throws -> ScoringEnd {
        let compiled = launch.compiled
        try Self.check(launch, on: stack)
        let bucket = try bucket(stack.target.bucket)
        tell("uploading \(compiled.id) to \(bucket.name)")
        let latest = try await OwnThread.run {
            let latest = try ScoringLaunch.latestRun(of: compiled.id, in: bucket)
            // Those who score it already read these very bytes.
            if latest == 0 { try launch.write(to: bucket, shards: shards) }
            return latest
        }
        let machine = try await machine(of: compiled.machineBytes, compiled.id, stack)
        let run = try await run(after: latest, of: launch, machine, bucket, stack)
        if let run {
            let arn = Self.execution(of: machine, compiled.id, run)
            tell("\(compiled.id) runs on AWS (\(client.region), stack \(stack.name)), execution \(compiled.id)-\(run)")
            if let failure = try await follow(arn) { return failure }
        }
        return try await OwnThread.run {
            .judged(try ScoringMerge().merge(scoring: compiled.id, store: bucket), workerError: nil)
        }
    }

    /// Before anything is uploaded.
    private static func check(_ launch: ScoringLaunch, on stack: CloudStack) throws(CloudError) {
        do {
            _ = try launch.compiled.input(run: 1, shards: [], target: stack.target)
        } catch {
            throw .stackNotReady(
                name: stack.name,
                problem: "\(error); deploy it with that lane among its --lanes, or name another with --lane")
        }
    }

    /// The bytes of a finished scoring's output.
    public func output(of scoring: String, on stack: CloudStack) async throws -> Data? {
        let bucket = try bucket(stack.target.bucket)
        return try await OwnThread.run { try bucket.get(StoreKey.scoringOutput(scoring))?.bytes }
    }

    /// The number of the execution to wait for, which runs; `nil` where every shard is scored.
    private func run(
        after latest: Int, of launch: ScoringLaunch, _ machine: String, _ bucket: S3Store, _ stack: CloudStack
    ) async throws -> Int? {
        let compiled = launch.compiled
        var run = latest
        if latest > 0 {
            switch try await executionStatus(Self.execution(of: machine, compiled.id, latest)) {
            case "RUNNING": return latest
            // Its input was written, and it never began: the same number is started now.
            case nil: break
            default: run += 1
            }
        } else {
            run = 1
        }
        let number = run
        let input = try await OwnThread.run { () throws -> JSON? in
            let missing = try ScoringMerge.missing(of: compiled.document, in: bucket)
            if missing.isEmpty, try bucket.exists(StoreKey.scoringOutput(compiled.id)) { return nil }
            return try launch.prepare(run: number, shards: missing, target: stack.target, in: bucket)
        }
        guard let input else { return nil }
        do {
            _ = try await StepFunctions(client: client).startExecution(
                stateMachine: machine, name: CloudSweep.executionName(of: compiled.id, run: number), input: input)
        } catch let error as AWSError where error.code == "ExecutionAlreadyExists" {
            // Somebody else started it at the same moment.
        }
        return number
    }

    private static func execution(of machine: String, _ scoring: String, _ run: Int) -> String {
        machine.replacing(":stateMachine:", with: ":execution:") + ":"
            + CloudSweep.executionName(of: scoring, run: run)
    }

    /// - Returns: how it failed; `nil` where the machine ran to its end.
    private func follow(_ arn: String) async throws -> ScoringEnd? {
        while true {
            guard let execution = try await execution(arn), let status = execution["status"]?.string else {
                throw CloudError.notStarted(sweep: arn)
            }
            switch status {
            case "RUNNING": try await Task.sleep(for: .seconds(Self.lookSeconds))
            case "SUCCEEDED": return nil
            case "ABORTED": return .aborted
            default:
                let error = execution["error"]?.string ?? status
                guard error != LocalScoring.shardsMissing else { return nil }
                return .failed(error: error, cause: execution["cause"]?.string ?? "no cause given")
            }
        }
    }
}
