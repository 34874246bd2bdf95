internal import AWS
internal import Foundation
internal import JSON
internal import SweepEngines

/// The jobs and tasks of one sweep.
struct CloudJobs: Sendable {
    let client: AWSClient
    let record: CloudSweep

    /// What a job is before its end, in the order it goes through: one that moves on meanwhile is met again, not missed.
    private static let liveStatuses = ["SUBMITTED", "PENDING", "RUNNABLE", "STARTING", "RUNNING"]
    /// `DescribeTasks` takes so many.
    private static let mostTasksADescription = 100

    /// Those that are not at their end.
    func live() async throws -> [CloudJob] {
        try await liveJobs() + liveTasks()
    }

    func end(_ job: CloudJob, reason: String) async throws {
        if let cluster = job.cluster {
            try await ECS(client: client).stopTask(job.id, cluster: cluster, reason: reason)
        } else {
            try await Batch(client: client).terminateJob(job.id, reason: reason)
        }
    }

    /// Summaries of a pack's jobs, or of all of the sweep's, that Batch still knows, at whatever point they are.
    func summaries(pack: String? = nil) async throws -> [JSON] {
        let name = "\(record.sweep)-" + (pack ?? "*")
        var found: [JSON] = []
        for queue in record.queues {
            let filter: JSON = [
                "jobQueue": .string(queue),
                "filters": [["name": "JOB_NAME", "values": [.string(name)]]],
            ]
            found += try await Batch(client: client).jobs(filter).collect("jobSummaryList")
        }
        return found
    }

    /// By status, since a filter by name lists every job of the last days, those at their end included.
    private func liveJobs() async throws -> [CloudJob] {
        var jobs: [String: CloudJob] = [:]
        for queue in record.queues {
            for status in Self.liveStatuses {
                let filter: JSON = ["jobQueue": .string(queue), "jobStatus": .string(status)]
                for summary in try await Batch(client: client).jobs(filter).collect("jobSummaryList") {
                    if let job = job(summary) { jobs[job.id] = job }
                }
            }
        }
        return jobs.values.sorted { ($0.pack, $0.id) < ($1.pack, $1.id) }
    }

    private func job(_ summary: JSON) -> CloudJob? {
        guard let id = summary["jobId"]?.string, let name = summary["jobName"]?.string,
            name.hasPrefix("\(record.sweep)-"), let status = summary["status"]?.string
        else { return nil }
        let began = summary["startedAt"]?.double ?? summary["createdAt"]?.double
        let seconds = began.map { max(0, Date().timeIntervalSince1970 - $0 / 1000) } ?? 0
        return CloudJob(
            id: id, pack: String(name.dropFirst(record.sweep.count + 1)), status: status, seconds: seconds,
            reason: JobReason.words(summary["statusReason"]?.string)
                ?? JobReason.silence(status: status, seconds: seconds))
    }

    private func liveTasks() async throws -> [CloudJob] {
        guard let cluster = record.cluster else { return [] }
        // A task that was told to stop still runs, and costs, until it has; `startedBy` would be the only filter allowed.
        var arns: [String] = []
        for desired in ["RUNNING", "STOPPED"] {
            arns += try await ECS(client: client).tasks([
                "cluster": .string(cluster), "desiredStatus": .string(desired),
            ])
            .collect("taskArns").compactMap(\.string)
        }
        var tasks: [CloudJob] = []
        for start in stride(from: 0, to: arns.count, by: Self.mostTasksADescription) {
            let some = arns[start..<min(start + Self.mostTasksADescription, arns.count)]
            let answer = try await ECS(client: client).describeTasks([
                "cluster": .string(cluster), "tasks": .array(some.map(JSON.string)),
            ])
            tasks += (answer["tasks"]?.array ?? []).compactMap { task($0, cluster) }
        }
        return tasks
    }

    private static func pack(of task: JSON) -> String? {
        let variables = task["overrides"]?["containerOverrides"]?[0]?["environment"]?.array ?? []
        return variables.first { $0["name"]?.string == "STEPSWEEP_PACK" }?["value"]?.string
    }

    private func task(_ description: JSON, _ cluster: String) -> CloudJob? {
        guard let arn = description["taskArn"]?.string, let status = description["lastStatus"]?.string,
            status != "STOPPED", description["startedBy"]?.string == record.sweep
        else { return nil }
        let began = description["startedAt"]?.double ?? description["createdAt"]?.double
        return CloudJob(
            id: arn, pack: Self.pack(of: description) ?? "", status: status,
            seconds: began.map { max(0, Date().timeIntervalSince1970 - $0) } ?? 0,
            reason: JobReason.words(description["stoppedReason"]?.string), cluster: cluster)
    }
}
