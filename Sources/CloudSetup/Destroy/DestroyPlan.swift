internal import AWS
internal import JSON
internal import SweepCompiler

/// What `destroy` found, and what a person reads before it goes.
struct DestroyPlan: Sendable, Equatable {
    let names: StackNames
    var stack: Stack?
    /// How many resources the stack has.
    var resources = 0
    var machines: [String] = []
    var executions = 0
    /// What looks at budgets, and the group of it.
    var schedules: [String] = []
    var hasScheduleGroup = false
    var jobs = 0
    var tasks = 0
    var images = 0
    /// Definitions of the past, which a stack leaves behind.
    var definitions: [String] = []
    var queues: [String] = []
    var clusters: [String] = []
    var environments = 0
    /// The bucket of results, and former ones of the same stack.
    var buckets: [String] = []

    var isEmpty: Bool {
        stack == nil && machines.isEmpty && definitions.isEmpty && images == 0 && jobs == 0 && tasks == 0
            && schedules.isEmpty && !hasScheduleGroup && queues.isEmpty && clusters.isEmpty && environments == 0
    }

    private var leftBehind: Int { queues.count + clusters.count + environments + (hasScheduleGroup ? 1 : 0) }

    func lines(deletesResults: Bool) -> [String] {
        var rows: [[String]] = []
        if let stack { rows.append(["  remove", "stack \(stack.name) (\(stack.status)) with \(resources) resources"]) }
        func row(_ verb: String, _ count: Int, _ noun: String) {
            if count > 0 { rows.append(["  " + verb, "\(count) \(noun)\(count == 1 ? "" : "s")"]) }
        }
        row("stop", executions, "running execution")
        row("end", jobs, "Batch job")
        row("end", tasks, "Fargate task")
        row("remove", machines.count, "state machine")
        row("remove", schedules.count, "schedule")
        row("remove", images, "image")
        row("deregister", definitions.count, "job or task definition")
        if stack == nil { row("remove", leftBehind, "left queue, environment, cluster or group of schedules") }
        for bucket in buckets {
            rows.append(
                deletesResults
                    ? ["  DELETE", "s3://\(bucket) with all results, in every version: they can't be had back"]
                    : ["  keep", "s3://\(bucket) with the results (--delete-results removes it)"])
        }
        return Columns.lines(rows)
    }
}
