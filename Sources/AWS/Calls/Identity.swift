public import Foundation
public import JSON

/// Who the credentials belong to.
public struct CallerIdentity: Sendable, Equatable {
    public var account: String
    public var arn: String
}

extension AWSClient {
    /// STS's `GetCallerIdentity`: needs no permission, so it tells whether the credentials work at all.
    public func callerIdentity() async throws -> CallerIdentity {
        let answer = try await call(.sts, "GetCallerIdentity")
        guard let account = answer["Account"]?.string, let arn = answer["Arn"]?.string else {
            throw AWSError(
                unreadable: ServiceCall(service: .sts, operation: "GetCallerIdentity"), region: region, status: 200,
                "the answer names no account")
        }
        return CallerIdentity(account: account, arn: arn)
    }

    /// Where the credentials come from and when they end; never the keys themselves.
    ///
    /// - Returns: `nil` for a client without credentials.
    /// - Throws: `CredentialsError` where none are found.
    public func credentialsInUse() async throws -> (source: String, expiration: Date?)? {
        try await credentials.current().map { ($0.source, $0.expiration) }
    }

    /// Pages of `events` of CloudWatch Logs' `GetLogEvents`, from the oldest; `GetLogEvents` repeats its token at the end.
    ///
    /// - Parameter limit: at most so many events.
    public func logEvents(group: String, stream: String, limit: Int = .max) async throws -> [JSON] {
        var events: [JSON] = []
        var token: String?
        while events.count < limit {
            var input: [String: JSON] = [
                "logGroupName": .string(group), "logStreamName": .string(stream), "startFromHead": true,
            ]
            if let token { input["nextToken"] = .string(token) }
            let page = try await call(.logs, "GetLogEvents", .object(input))
            events += page["events"]?.array ?? []
            guard let next = page["nextForwardToken"]?.string, next != token else { break }
            token = next
        }
        return Array(events.prefix(limit))
    }

    /// Events of CloudWatch Logs' `FilterLogEvents` over all streams of a group, each with its `logStreamName`, in the order of
    /// their time.
    ///
    /// - Parameters:
    ///   - text: letters, digits and dashes that an event must hold.
    ///   - sinceSeconds: the earliest time, in seconds since 1970.
    public func logEvents(group: String, containing text: String, sinceSeconds: Double) async throws -> [JSON] {
        let pages = Pages(
            token: "nextToken",
            input: [
                "logGroupName": .string(group), "filterPattern": .string("\"\(text)\""),
                "startTime": .integer(Int(max(0, sinceSeconds) * 1000)),
            ]
        ) { [self] in try await call(.logs, "FilterLogEvents", $0) }
        return try await pages.collect("events")
    }
}
