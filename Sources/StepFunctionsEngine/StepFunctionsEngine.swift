public import AWS
internal import Foundation
internal import JSON
public import ObjectStore
internal import SweepCompiler
public import SweepEngines
public import SweepModel

/// Runs compiled sweeps on AWS: brings their documents into the stack's bucket, and lets Step Functions run their machine.
///
/// Whatever is done here may be killed at any moment and done again: objects are written before they are named, a machine
/// is found by its content, and an execution by its name.
public struct StepFunctionsEngine: Sendable {
    let client: AWSClient
    let local: FolderStore
    /// - Parameter local: the store that sweeps are launched from, which notes where they run.
    public init(client: AWSClient, local: FolderStore) {
        self.client = client
        self.local = local
    }

    /// Where a sweep runs after a launch, and whether that launch began it.
    public struct Launched: Sendable, Equatable {
        public var place: CloudSweep
        public var began: Bool
    }

    /// Starts a sweep's first execution; where it runs already, nothing happens.
    ///
    /// - Parameters:
    ///   - stack: one that `stepsweep deploy` made.
    ///   - profile: noted for later commands.
    ///   - tell: hears what is being done.
    /// - Throws: `CloudError`, `EngineError`, `ObjectStoreError`, `ExecutionInputError` and the errors of `AWS`.
    public func launch(
        _ launch: SweepLaunch, on stack: CloudStack, profile: String?, tell: @escaping @Sendable (String) -> Void
    ) async throws -> Launched {
        let sweep = launch.compiled.sweep
        try Self.checkProgramCanTravel(launch.compiled.work)
        let watch = try GateWatch(launch.plan, machine: launch.compiled.machineBytes, stack)
        let bucket = try bucket(stack.target.bucket)
        let place = try Self.place(of: sweep, in: local)
        if let place, place.bucket != stack.target.bucket {
            throw CloudError.elsewhere(sweep: sweep, stack: place.stack)
        }
        let records = CloudRecord(sweep: sweep, local: local)
        let known = try await OwnThread.run { try records.read(in: bucket) }
        if let record = known?.record, let execution = record.executions.last,
            let status = try await executionStatus(execution)
        {
            try await follow(launch, record, profile: profile)
            guard status == "RUNNING" else { throw CloudError.ranBefore(sweep: sweep, status: status) }
            let cap =
                launch.plan.budget == nil
                ? "" : ", under the budget that it was started with; another counts from `resume` on"
            tell("\(sweep) is running already" + cap)
            return Launched(place: record, began: false)
        }
        let packs = launch.compiled.manifest
        let input = try Self.input(sweep, run: 1, packs, launch.plan, stack)
        try checkNotRunHere(sweep, place)
        tell("uploading \(sweep) to \(bucket.name)")
        let local = local
        var record = CloudSweep(
            sweep: sweep, stack: stack.name, region: client.region, profile: profile, bucket: stack.target.bucket,
            logGroup: stack.logGroup, queues: stack.queues, cluster: stack.target.cluster, stateMachine: "",
            executions: [])
        let intended = record
        try await OwnThread.run {
            // Noted first: a start that fails behind this leaves a sweep of AWS, which nobody runs here by mistake.
            if place == nil { try records.keep(intended) }
            try launch.write(to: bucket, followedBy: local)
        }
        record.stateMachine = try await machine(of: launch.compiled.machineBytes, sweep, stack)
        record.executions = [record.executionARN(named: CloudSweep.executionName(of: sweep, run: 1))]
        try await start(record, run: 1, packs: packs, input: input, watch, bucket, replacing: known?.version)
        return Launched(place: record, began: true)
    }

    /// Refuses what `launch` would refuse without asking AWS, and changes nothing.
    ///
    /// - Throws: as `launch`.
    public func check(_ launch: SweepLaunch, on stack: CloudStack) throws {
        let sweep = launch.compiled.sweep
        try Self.checkProgramCanTravel(launch.compiled.work)
        _ = try GateWatch(launch.plan, machine: launch.compiled.machineBytes, stack)
        let place = try Self.place(of: sweep, in: local)
        if let place, place.bucket != stack.target.bucket {
            throw CloudError.elsewhere(sweep: sweep, stack: place.stack)
        }
        _ = try Self.input(sweep, run: 1, launch.compiled.manifest, launch.plan, stack)
        try checkNotRunHere(sweep, place)
    }

    /// What this machine has trained of it would count as trained there.
    private func checkNotRunHere(_ sweep: String, _ place: CloudSweep?) throws {
        guard try place != nil || local.list(prefix: StoreKey.outcomes(sweep)).isEmpty else {
            throw CloudError.ranHere(sweep: sweep)
        }
    }

    /// Lets this machine's store follow a sweep that another one launched.
    private func follow(_ launch: SweepLaunch, _ record: CloudSweep, profile: String?) async throws {
        let local = local
        var record = record
        record.profile = profile
        let ours = record
        try await OwnThread.run {
            try launch.writeFollowed(by: local)
            try CloudRecord(sweep: ours.sweep, local: local).keep(ours)
        }
    }

    /// Where a sweep of the store runs; `nil` for one of this machine.
    public static func place(of sweep: String, in store: FolderStore) throws -> CloudSweep? {
        try CloudRecord(sweep: sweep, local: store).localCopy()
    }

    /// Without the program, a container would have nothing to run.
    ///
    /// - Throws: `CloudError.programNotRelative`.
    public static func checkProgramCanTravel(_ work: WorkDocument) throws {
        guard case .command(let template) = work.kind, let program = template.program else { return }
        let leaves = program.hasPrefix("/") || program.split(separator: "/").contains("..")
        if leaves { throw CloudError.programNotRelative(path: program) }
    }

    func bucket(_ name: String) throws -> S3Store {
        S3Store(bucket: try S3Bucket(name, client: client), scratch: try ScratchFolder())
    }

    func record(of sweep: String, in bucket: S3Store) async throws -> CloudSweep? {
        let records = CloudRecord(sweep: sweep, local: local)
        return try await OwnThread.run { try records.read(in: bucket)?.record }
    }

    /// `RUNNING`, `SUCCEEDED` and so on; `nil` for an execution that never began.
    func executionStatus(_ arn: String) async throws -> String? {
        try await execution(arn)?["status"]?.string
    }

    /// What Step Functions says of the execution; `nil` for one that never began.
    func execution(_ arn: String) async throws -> JSON? {
        do {
            return try await StepFunctions(client: client).describeExecution(arn: arn)
        } catch let error as AWSError where error.code == "ExecutionDoesNotExist" {
            return nil
        }
    }

    /// Notes the execution, then starts it: one that is noted and never began is started by the next try. Of two who try at once, the
    /// one who did not note it changes nothing.
    ///
    /// - Parameters:
    ///   - watch: of the gate, where there is one.
    ///   - prepare: what must hold before the first pack starts.
    func start(
        _ record: CloudSweep, run: Int, packs: [ManifestRow], input: JSON, _ watch: GateWatch?, _ bucket: S3Store,
        replacing version: ObjectVersion?, _ prepare: @escaping @Sendable () throws -> Void = {}
    ) async throws {
        let sweep = record.sweep
        let records = CloudRecord(sweep: sweep, local: local)
        try await OwnThread.run {
            if try records.read(in: bucket)?.record != record {
                try records.write(record, to: bucket, replacing: version)
            } else {
                try records.keep(record)
            }
            try prepare()
            try bucket.put(StoreKey.manifest(sweep, run: run), Data(packs.manifest.bytes()))
            try bucket.put(StoreKey.executionInput(sweep, run: run), Data(input.bytes(.indented)))
        }
        if let watch {
            if run > 1 { try await GateWatch.end(record, run: run - 1, client) }
            try await watch.begin(record, run: run, client)
        }
        do {
            _ = try await StepFunctions(client: client).startExecution(
                stateMachine: record.stateMachine, name: CloudSweep.executionName(of: sweep, run: run), input: input)
        } catch let error as AWSError where error.code == "ExecutionAlreadyExists" {
            // It began by a request whose answer was lost, and is over already.
        }
    }

    /// - Throws: `CloudError.stackNotReady` for a stack that lacks what the sweep's lanes need.
    static func input(
        _ sweep: String, run: Int, _ packs: [ManifestRow], _ plan: Plan, _ stack: CloudStack
    ) throws -> JSON {
        do {
            return try ExecutionInput(sweep: sweep, plan: plan, run: run, packs: packs, target: stack.target).json
        } catch ExecutionInputError.noReducerJob {
            throw CloudError.stackNotReady(
                name: stack.name,
                problem:
                    "\(ExecutionInputError.noReducerJob); deploy it again with on-demand among its --lanes, or write "
                    + "`reduce: {service: lambda}` in the sweep file")
        } catch ExecutionInputError.noFargateQueue(let lanes) {
            throw CloudError.stackNotReady(
                name: stack.name,
                problem:
                    "\(ExecutionInputError.noFargateQueue(lanes)); deploy it again, an idle queue costs nothing, or write `service: ecs` "
                    + "into the lane")
        } catch {
            throw CloudError.stackNotReady(
                name: stack.name, problem: "\(error); deploy it with these --lanes, or name others in the sweep file")
        }
    }

    /// The ARN of the machine with this definition, made where it is missing.
    func machine(of definition: [UInt8], _ sweep: String, _ stack: CloudStack) async throws -> String {
        let name = MachineName.name(stack: stack.name, sweep: sweep, definition: definition)
        let text = String(decoding: definition, as: UTF8.self)
        let service = StepFunctions(client: client)
        do {
            let made = try await service.createStateMachine([
                "name": .string(name), "definition": .string(text), "roleArn": .string(stack.stateMachineRole),
                "type": "STANDARD",
                "tags": [
                    ["key": "stepsweep:stack", "value": .string(stack.name)],
                    ["key": "stepsweep:sweep", "value": .string(sweep)],
                ],
            ])
            guard let arn = made["stateMachineArn"]?.string else {
                return stack.stateMachineARN(named: name, region: client.region)
            }
            // Step Functions passes over another role: one of a stack of the same name that was there before is gone.
            let found = try await service.describeStateMachine(arn: arn)
            if found["roleArn"]?.string != stack.stateMachineRole { try await update(arn, text, stack) }
            return arn
        } catch let error as AWSError where error.code == "StateMachineAlreadyExists" {
            let arn = stack.stateMachineARN(named: name, region: client.region)
            try await update(arn, text, stack)
            return arn
        }
    }

    private func update(_ machine: String, _ definition: String, _ stack: CloudStack) async throws {
        _ = try await StepFunctions(client: client).updateStateMachine([
            "stateMachineArn": .string(machine), "definition": .string(definition),
            "roleArn": .string(stack.stateMachineRole),
        ])
    }
}
