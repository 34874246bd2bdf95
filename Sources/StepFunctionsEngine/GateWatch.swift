internal import AWS
internal import Foundation
internal import JSON
internal import ObjectStore
internal import SweepCompiler
internal import SweepModel

/// The schedule that lets the reducer look at a budget each minute while an execution runs.
///
/// The reducer takes it away once a look can't change anything any more, and so does whoever sees the execution at its end.
struct GateWatch: Sendable {
    private let reducer: String
    private let role: String
    /// The longest that the execution may run, in seconds.
    private let longestSeconds: Int

    /// Seconds between the schedule's making and the execution's start, at most.
    private static let startSeconds = 3_600

    /// `nil` for a sweep without a gate.
    ///
    /// - Parameter machine: the state machine's bytes.
    /// - Throws: `CloudError.stackNotReady` for a stack without a scheduler's role.
    init?(_ plan: Plan, machine: some Sequence<UInt8>, _ stack: CloudStack) throws(CloudError) {
        guard plan.budget?.isGated == true else { return nil }
        guard let role = stack.schedulerRole else {
            throw .stackNotReady(
                name: stack.name,
                problem:
                    "budget.max_usd needs a schedule, and the stack has no output \(StackNames.schedulerRoleOutput): "
                    + "run `stepsweep deploy` again")
        }
        reducer = stack.target.reducer
        self.role = role
        let limit = (try? JSON(parsing: machine))?["TimeoutSeconds"]?.int
        longestSeconds = (limit ?? ServiceLimits.longestExecutionSeconds) + Self.startSeconds
    }

    /// One that an earlier try made is replaced: it may end before the execution does.
    ///
    /// - Parameter redrives: how often the execution has been redriven, this time included.
    func begin(_ record: CloudSweep, run: Int, redrives: Int = 0, _ client: AWSClient) async throws {
        let schedule = GateSchedule(record, run: run, redrives: redrives)
        let scheduler = Scheduler(client: client)
        let input = input(schedule, record)
        do {
            try await scheduler.createSchedule(schedule.name, input)
        } catch let error as AWSError where error.code == "ConflictException" {
            try await scheduler.deleteSchedule(schedule.name, group: schedule.group)
            try await scheduler.createSchedule(schedule.name, input)
        }
    }

    private func input(_ schedule: GateSchedule, _ record: CloudSweep) -> JSON {
        let end = Int(Date().timeIntervalSince1970) + longestSeconds
        return [
            "GroupName": .string(schedule.group), "ScheduleExpression": "rate(1 minute)",
            "Description": .string("lets the reducer look at the budget of \(record.sweep)"),
            "FlexibleTimeWindow": ["Mode": "OFF"], "EndDate": .integer(end),
            "ActionAfterCompletion": "DELETE", "ClientToken": .string(Self.token(schedule, end)),
            // Lambda itself tries an event that failed twice more, and the next minute's look stands in for all three.
            "Target": [
                "Arn": .string(reducer), "RoleArn": .string(role),
                "Input": .string(schedule.event(sweep: record.sweep, store: record.bucket).text()),
                "RetryPolicy": ["MaximumRetryAttempts": 0, "MaximumEventAgeInSeconds": 60],
            ],
        ]
    }

    /// Takes the schedule away. Whoever may only look leaves it: it ends by itself.
    static func end(_ record: CloudSweep, run: Int, redrives: Int = 0, _ client: AWSClient) async throws {
        let schedule = GateSchedule(record, run: run, redrives: redrives)
        do {
            try await Scheduler(client: client).deleteSchedule(schedule.name, group: schedule.group)
        } catch is AWSError {}
    }

    /// The same for the tries of one call, and another for the next call, whose end is another.
    private static func token(_ schedule: GateSchedule, _ end: Int) -> String {
        String(Digest.sha256(Data("\(schedule.group) \(schedule.name) \(end)".utf8)).prefix(32))
    }
}

extension GateSchedule {
    fileprivate init(_ record: CloudSweep, run: Int, redrives: Int) {
        self.init(
            group: StackNames(stack: record.stack).scheduleGroup, sweep: record.sweep, run: run, redrives: redrives)
    }
}

extension StepFunctionsEngine {
    /// Whether a gate stands in front of the sweep's packs.
    func hasGate(_ sweep: String) throws -> Bool { try local.exists(StoreKey.control(sweep)) }

    /// Takes the schedule of an execution away that has ended.
    ///
    /// A look may be older than a redrive, whose schedule has another name.
    func endWatch(of record: CloudSweep, behind execution: JSON?) async throws {
        guard try hasGate(record.sweep), let status = execution?["status"]?.string, status != "RUNNING",
            status != "PENDING_REDRIVE"
        else { return }
        try await GateWatch.end(
            record, run: record.executions.count, redrives: Self.redrives(of: execution), client)
    }

    /// How often Step Functions has redriven an execution.
    static func redrives(of execution: JSON?) -> Int { execution?["redriveCount"]?.int ?? 0 }
}
