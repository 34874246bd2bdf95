internal import Foundation
internal import JSON
internal import Reducers
internal import SweepCompiler
internal import SweepEngines
internal import SweepModel

/// What a sweep's containers took, attempt by attempt: as Batch tells where it still knows a pack's jobs, else as the store tells.
struct ContainerUse: Equatable {
    private(set) var lanes: [Lane: SweepBill.LaneUse] = [:]
    /// Seconds of the reducer's jobs, which are among those of their lanes.
    private(set) var reducerSeconds: [Lane: Double] = [:]
    private(set) var attemptsFromRecords = 0
    private(set) var attemptsOfUnknownLength = 0
    /// Packs with a job that Batch knows.
    private(set) var packs: Set<String> = []

    private let sweep: String
    private let stack: String

    /// - Parameter stack: the beginning of the queues' names.
    init(sweep: String, stack: String) {
        self.sweep = sweep
        self.stack = stack
    }

    /// - Parameter job: as `DescribeJobs` gives it. One that never had a container took nothing.
    mutating func add(job: JSON) {
        guard let name = job["jobName"]?.string, name.hasPrefix("\(sweep)-"), let lane = lane(of: job) else { return }
        let isReducer = name == Plan.reducerJob(of: sweep)
        if !isReducer { packs.insert(String(name.dropFirst(sweep.count + 1))) }
        let attempts = job["attempts"]?.array ?? []
        // A job that is ended in its first attempt may have no list of them.
        let all = attempts.isEmpty ? [job] : attempts
        for (index, attempt) in all.enumerated() {
            guard let began = attempt["startedAt"]?.double, let ended = attempt["stoppedAt"]?.double else { continue }
            let isLast = index == all.count - 1
            if isReducer { reducerSeconds[lane, default: 0] += max(0, (ended - began) / 1_000) }
            add(lane, seconds: (ended - began) / 1_000, isLost: !isLast || job["status"]?.string != "SUCCEEDED")
        }
    }

    /// Packs that Batch doesn't know: of Fargate's tasks, and of jobs that it has forgotten.
    mutating func add(_ records: AttemptRecords) {
        for (name, span) in records.spans where !packs.contains(name.pack) {
            let lease = records.leases[name.pack]
            let isLost = lease.map { name.generation < $0.generation || !$0.isReleased } ?? false
            add(span.lane, seconds: span.seconds, isLost: isLost)
            attemptsFromRecords += 1
        }
        for (pack, lost) in records.lost where !packs.contains(pack) { attemptsOfUnknownLength += lost }
    }

    private mutating func add(_ lane: Lane, seconds: Double, isLost: Bool) {
        var use = lanes[lane] ?? SweepBill.LaneUse(lane: lane)
        use.attempts += 1
        use.seconds += max(0, seconds)
        if isLost {
            use.lostAttempts += 1
            use.lostSeconds += max(0, seconds)
        }
        lanes[lane] = use
    }

    /// `arn:…:job-queue/STACK-LANE` or the queue's name alone.
    private func lane(of job: JSON) -> Lane? {
        guard let queue = job["jobQueue"]?.string?.split(separator: "/").last, queue.hasPrefix("\(stack)-") else {
            return nil
        }
        return Lane(rawValue: String(queue.dropFirst(stack.count + 1)))
    }
}
