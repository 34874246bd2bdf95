internal import SweepModel

/// A plan as lines for a terminal of 100 columns: plain text, aligned, without colour.
public struct PlanDescription: Sendable, Equatable, CustomStringConvertible {
    /// Without line breaks; at most 100 characters each.
    public let lines: [String]

    /// - Parameter isPriced: a price follows, which says itself what becomes of `budget.max_usd` and how long AWS takes, with
    ///   lanes and retries in view.
    public init(_ plan: Plan, isPriced: Bool = false) {
        var page = PlanPage()
        page.title(Self.title(plan))
        page.section("Trials", Self.trials(plan.size))
        if let refusal = plan.refusal { page.section("Refused", [refusal]) }
        if let packing = plan.packing { page.section("Packs", Self.packs(packing)) }
        if let lanes = plan.lanes { page.table("Lanes", Self.laneTable(lanes), after: Self.laneNotes(lanes)) }
        if let map = plan.map {
            page.section("Map", ["\(map.mode): \(map.reason)"])
            page.table("Bounds", Self.bounds(map), after: [Self.submissions(map)])
        }
        if !isPriced, let budget = plan.budget {
            page.section("Budget", ["\(budget.isGated ? "gated" : "fits"): \(budget.reason)"])
        }
        if let reduce = plan.reduce { page.section("Reduce", Self.reduce(reduce)) }
        if let time = plan.time {
            page.table("Time", Self.times(time, tellsAWS: !isPriced), after: ["assumed: \(time.assumption)"])
        }
        if let digests = plan.digests { page.table("Hashes", Self.digests(digests), after: []) }
        lines = page.lines
    }

    /// The lines, each with a line break.
    public var text: String { lines.map { $0 + "\n" }.joined() }
    public var description: String { lines.joined(separator: "\n") }
}

extension PlanDescription {
    private static func title(_ plan: Plan) -> String {
        guard let sweep = plan.sweep, let packing = plan.packing else {
            return "\(plan.name): \(plan.size.trials.grouped) trials, too many to launch"
        }
        return "\(sweep): \(count(plan.size.trials, "trial")) in \(count(packing.packs, "pack"))"
    }

    private static func trials(_ size: Plan.Size) -> [String] {
        let atMost = size.isExact ? "" : "at most "
        let many = size.gridPoints == Int.max ? "more than " : atMost
        var lines = [
            "\(many)\(count(size.points, "point")) x \(count(size.seeds, "seed")) = \(many)\(total(size).grouped)"
        ]
        if size.isExact, size.points < size.gridPoints {
            lines.append(
                "exclude drops \((size.gridPoints - size.points).grouped) of \(size.gridPoints.grouped) points")
        }
        if let cap = size.runCap, cap < total(size) { lines.append("run_cap: the first \(cap.grouped) of them run") }
        return lines
    }

    private static func total(_ size: Plan.Size) -> Int { size.points.saturatingProduct(size.seeds) }

    private static func packs(_ packing: Plan.Packing) -> [String] {
        let lanes = Set(packing.groups.map(\.lane)).count
        let groups = packing.groups.map { group in
            let trainer = group.trainer.map { "\($0) " } ?? ""
            let lane = lanes > 1 ? " on \(group.lane.rawValue)" : ""
            return "\(group.packs.grouped) x \(count(group.packSize, "\(trainer)trial"))\(lane), "
                + "about \(group.packSeconds.duration) each"
        }
        let others = packing.alternatives.map { other in
            "or packs.size \(other.packSize.grouped): \(count(other.packs, "pack")) of about "
                + "\(other.packSeconds.duration); \(other.reason)"
        }
        return groups + ["because: \(packing.reason)"] + others
    }

    private static func laneTable(_ lanes: [Plan.LanePlan]) -> [[String]] {
        [["lane", "trials", "packs", "vCPU", "MiB", "GPU", "attempts", "trial limit", "pack limit"]]
            + lanes.map { lane in
                [
                    lane.lane.rawValue, lane.trials.grouped, lane.packs.grouped, lane.vcpus.twoDigits,
                    lane.memoryMiB.grouped, String(lane.gpus), String(lane.attempts),
                    Double(lane.trialTimeoutSeconds).duration, Double(lane.attemptTimeoutSeconds).duration,
                ]
            }
    }

    private static func laneNotes(_ lanes: [Plan.LanePlan]) -> [String] {
        lanes.flatMap { lane in
            let notes = [
                lane.serviceReason.map { "\(lane.isTask ? "ECS tasks" : "Batch jobs"): \($0)" },
                lane.lastAttemptOn.map { "after lost hosts one last attempt on \($0.rawValue)" },
                lane.gpuWarning.map { "warning: \($0)" },
            ]
            return notes.compactMap { note in note.map { "\(lane.lane.rawValue): \($0)" } }
        }
    }

    private static func bounds(_ map: Plan.MapPlan) -> [[String]] {
        var rows = [row("history", map.historyEvents, "events, retries counted")]
        if let pack = map.packHistoryEvents { rows.append(row("history a pack", pack, "events, retries counted")) }
        rows.append(row("payload", map.payloadBytes, "bytes: \(map.largestPayload)"))
        rows.append(row("definition", map.definitionBytes, "bytes"))
        return rows
    }

    private static func row(_ name: String, _ bound: Plan.Bound, _ unit: String) -> [String] {
        [name, bound.atMost.grouped, "of \(bound.limit.grouped) \(unit)"]
    }

    private static func submissions(_ map: Plan.MapPlan) -> String {
        "\(count(map.firstBurst, "submission")) at once, accepted within \(map.burstSeconds.duration); then about "
            + "\(map.steadySubmitsPerSecond.twoDigits) a second, at most \(map.submitLimitPerSecond.twoDigits)"
    }

    private static func reduce(_ reduce: Plan.ReducePlan) -> [String] {
        guard let memory = reduce.memoryMiB else { return ["Lambda: \(reduce.reason)"] }
        return [
            "Batch: \(reduce.reason)",
            "a job of \(ReduceJob.processors) vCPU and \(memory.grouped) MiB, at most "
                + "\(Double(reduce.attemptTimeoutSeconds ?? ReduceJob.longestSeconds).duration) an attempt",
        ]
    }

    private static func times(_ time: Plan.TimePlan, tellsAWS: Bool) -> [[String]] {
        [
            ["work", "\(range(time.workSeconds)) of one core"],
            ["two cores", range(time.twoCoreSeconds)],
        ] + (tellsAWS ? [["AWS", "\(range(time.awsSeconds)), starts of hosts included"]] : [])
    }

    private static func range(_ range: Plan.Range) -> String {
        "\(range.least.duration) to \(range.most.duration)"
    }

    private static func digests(_ digests: Plan.Digests) -> [[String]] {
        let rows: [(String, String?)] = [
            ("machine", digests.machine), ("work", digests.work), ("packs", digests.packs), ("code", digests.code),
            ("data", digests.data), ("targets", digests.targetData),
        ]
        return rows.compactMap { name, digest in digest.map { [name, $0] } }
    }

    private static func count(_ number: Int, _ noun: String) -> String {
        "\(number.grouped) \(noun)\(number == 1 ? "" : "s")"
    }
}
