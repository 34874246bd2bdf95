internal import AWS
internal import Foundation
internal import JSON
internal import ObjectStore
internal import Reducers
internal import SweepCompiler
internal import SweepEngines
internal import SweepModel

extension StepFunctionsEngine {
    /// How a sweep went on.
    public enum Resumption: Sendable, Equatable {
        /// The last execution goes on where it was stopped.
        case redriven(run: Int)
        /// A new execution runs the packs that miss a trial.
        case started(run: Int, packs: Int)
    }

    /// Runs what a sweep misses: redrives the last execution where AWS allows it, or starts one over the missing packs.
    ///
    /// - Throws: `CloudError.stillRunning` and what `launch` throws.
    public func resume(_ sweep: String, retryFailed: Bool) async throws -> Resumption {
        let known = try locate(sweep)
        let bucket = try bucket(known.bucket)
        let records = CloudRecord(sweep: sweep, local: local)
        let (record, version) = try await OwnThread.run { try records.read(in: bucket) ?? (known, nil) }
        guard !record.stateMachine.isEmpty else { throw CloudError.notStarted(sweep: sweep) }
        let last = try await lastExecution(record)
        guard last?["status"]?.string != "RUNNING" else { throw CloudError.stillRunning(sweep: sweep) }
        let catalog = SweepCatalog(store: local)
        let plan: Plan = try catalog.document(StoreKey.plan(sweep), of: sweep)
        // Under the cap that this store knows: a launch of a changed file has noted it here.
        let limits = try hasGate(sweep) ? catalog.control(of: sweep).limits : nil
        let openAgain: @Sendable () throws -> Void = {
            try Self.mark(retryFailed: retryFailed, sweep, in: bucket)
            try GateKeeper().open(sweep: sweep, store: bucket, limits: limits)
        }
        if let last, !retryFailed, Self.mayRedrive(last), let arn = record.executions.last {
            let watch = try await watch(plan, record)
            try await OwnThread.run(openAgain)
            let (run, redrives) = (record.executions.count, Self.redrives(of: last))
            if let watch {
                try await GateWatch.end(record, run: run, redrives: redrives, client)
                try await watch.begin(record, run: run, redrives: redrives + 1, client)
            }
            // Of the same end, a repeated call is the same redrive.
            let end = last["stopDate"]?.double.map { String(Int($0 * 1000)) } ?? "0"
            _ = try await StepFunctions(client: client).redriveExecution(
                arn: arn, clientToken: String(Digest.sha256(Data("\(arn) \(end)".utf8)).prefix(32)))
            return .redriven(run: run)
        }
        let packs = try await missingPacks(of: sweep, retryFailed: retryFailed, bucket)
        let stack = try await CloudStack.read(record.stack, client)
        let watch = try GateWatch(plan, machine: machineBytes(of: sweep), stack)
        var next = record
        // Which profile asks is this machine's matter, whoever launched the sweep.
        next.profile = known.profile
        // One that was noted and never began has its number still.
        if last != nil || record.executions.isEmpty {
            let run = record.executions.count + 1
            next.executions.append(record.executionARN(named: CloudSweep.executionName(of: sweep, run: run)))
        }
        let run = next.executions.count
        let input = try Self.input(sweep, run: run, packs, plan, stack)
        try await start(next, run: run, packs: packs, input: input, watch, bucket, replacing: version, openAgain)
        return .started(run: run, packs: packs.count)
    }

    private func watch(_ plan: Plan, _ record: CloudSweep) async throws -> GateWatch? {
        guard plan.budget?.isGated == true else { return nil }
        return try GateWatch(plan, machine: machineBytes(of: record.sweep), await CloudStack.read(record.stack, client))
    }

    private func machineBytes(of sweep: String) throws -> Data {
        try local.get(StoreKey.stateMachine(sweep))?.bytes ?? Data()
    }

    /// A sweep of this store that runs on AWS.
    func locate(_ sweep: String) throws -> CloudSweep {
        guard let record = try CloudRecord(sweep: sweep, local: local).localCopy() else {
            throw EngineError.corruptDocument(key: StoreKey.cloud(sweep), problem: "missing")
        }
        return record
    }

    func lastExecution(_ record: CloudSweep) async throws -> JSON? {
        guard let arn = record.executions.last else { return nil }
        return try await execution(arn)
    }

    /// Packs that failed are results to the machine: a redrive goes on only behind a stop, or where the reducer failed.
    private static func mayRedrive(_ execution: JSON) -> Bool {
        guard execution["redriveStatus"]?.string == "REDRIVABLE" else { return false }
        switch execution["status"]?.string {
        case "ABORTED", "TIMED_OUT": return true
        case "FAILED": return execution["error"]?.string?.hasPrefix("StepSweep.") == false
        default: return false
        }
    }

    /// Workers look for the mark: the machine, and so the jobs' environment, stays the same.
    private static func mark(retryFailed: Bool, _ sweep: String, in bucket: S3Store) throws {
        let key = StoreKey.retryFailed(sweep)
        if retryFailed {
            try bucket.put(key, Data("failed trials run again\n".utf8))
        } else {
            try bucket.delete(key)
        }
    }

    private func missingPacks(
        of sweep: String, retryFailed: Bool, _ bucket: S3Store
    ) async throws -> [ManifestRow] {
        let local = local
        return try await OwnThread.run {
            try OutcomeMirror.update(sweep, from: bucket, to: local)
            return try MissingPacks(store: local, sweep: sweep).rows(retryFailed: retryFailed)
        }
    }
}
