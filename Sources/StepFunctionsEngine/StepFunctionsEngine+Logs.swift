internal import AWS
internal import Foundation
internal import JSON
internal import ObjectStore
public import SweepEngines
internal import SweepModel

extension StepFunctionsEngine {
    /// What a trial said, over all attempts that CloudWatch still holds.
    public func log(of name: String, sweep: String) async throws -> TrialLog {
        let record = try locate(sweep)
        let bucket = try bucket(record.bucket)
        let local = local
        let (trial, pack) = try await OwnThread.run {
            try OutcomeMirror.update(sweep, from: bucket, to: local)
            return try TrialLog.find(name, sweep, local)
        }
        let outcome = try TrialLog.outcome(of: trial, pack: pack, sweep, local)
        var lines: [(stream: String, line: String)] = []
        let streams = try await streams(of: pack, record)
        for stream in streams { lines += try await self.lines(of: stream, record).map { (stream, $0) } }
        if streams.isEmpty { lines = try await foundLines(about: trial, record) }
        let entries = lines.compactMap { stream, line in
            WorkerLog.event(in: line, of: trial).map { TrialLog.Entry(attempt: stream, event: $0) }
        }
        return TrialLog(trial: trial, entries: entries, outcome: outcome)
    }

    /// What the workers' group holds about a trial, for Fargate tasks and for jobs that Batch has forgotten: none of them can be
    /// asked for its stream.
    private func foundLines(about trial: String, _ record: CloudSweep) async throws -> [(stream: String, line: String)]
    {
        var began = 0.0
        if let first = record.executions.first { began = try await execution(first)?["startDate"]?.double ?? 0 }
        do {
            return try await client.logEvents(group: record.logGroup, containing: trial, sinceSeconds: began)
                .compactMap { event in
                    event["message"]?.string.map { (event["logStreamName"]?.string ?? "", $0) }
                }
        } catch let error as AWSError where error.code == "ResourceNotFoundException" {
            return []
        }
    }

    /// The log streams of a pack's attempts, the oldest first.
    private func streams(of pack: String, _ record: CloudSweep) async throws -> [String] {
        let jobs = CloudJobs(client: client, record: record)
        let ids = try await jobs.summaries(pack: pack).compactMap { $0["jobId"]?.string }
        let descriptions = try await Batch(client: client).describeJobs(ids)
            .sorted { ($0["createdAt"]?.double ?? 0) < ($1["createdAt"]?.double ?? 0) }
        var streams: [String] = []
        for description in descriptions {
            let attempts = (description["attempts"]?.array ?? []).compactMap {
                $0["container"]?["logStreamName"]?.string
            }
            let last = description["container"]?["logStreamName"]?.string
            for stream in attempts + [last].compactMap({ $0 }) where !streams.contains(stream) {
                streams.append(stream)
            }
        }
        return streams
    }

    /// Batch's own group, where a job definition names none.
    private static let defaultGroup = "/aws/batch/job"

    private func lines(of stream: String, _ record: CloudSweep) async throws -> [String] {
        for group in [record.logGroup, Self.defaultGroup] {
            do {
                return try await client.logEvents(group: group, stream: stream).compactMap { $0["message"]?.string }
            } catch let error as AWSError where error.code == "ResourceNotFoundException" {
                continue
            }
        }
        return []
    }
}
