internal import Foundation
public import JSON

/// The operations of EventBridge Scheduler that a sweep needs. Schedules are in groups, and go with their group.
public struct Scheduler: Sendable {
    private let client: AWSClient

    public init(client: AWSClient) { self.client = client }

    /// Throws `ConflictException` where the group has a schedule of this name.
    ///
    /// - Parameter input: all but the name, `GroupName` included; times are seconds since 1970.
    public func createSchedule(_ name: String, _ input: JSON) async throws {
        var call = Self.call("CreateSchedule", "POST", "/schedules/", name)
        call.headers = [.init("Content-Type", "application/json")]
        call.body = Data(input.bytes())
        _ = try await client.output(of: call)
    }

    /// An absent schedule or group is no error.
    public func deleteSchedule(_ name: String, group: String) async throws {
        var call = Self.call("DeleteSchedule", "DELETE", "/schedules/", name)
        call.query = ["groupName": group]
        _ = try await Self.unlessMissing { try await client.output(of: call) }
    }

    /// Pages of `Schedules`; none for an absent group.
    public func schedules(group: String) -> Pages {
        Pages(token: "NextToken", input: [:]) { [client] input in
            var call = Self.call("ListSchedules", "GET", "/schedules", "")
            call.query = ["ScheduleGroup": group]
            call.query.add("NextToken", input["NextToken"]?.string)
            return try await Self.unlessMissing { try await client.output(of: call) } ?? [:]
        }
    }

    /// The group, or `nil` where there is none.
    public func group(_ name: String) async throws -> JSON? {
        let call = Self.call("GetScheduleGroup", "GET", "/schedule-groups/", name)
        return try await Self.unlessMissing { try await client.output(of: call) }
    }

    /// The group's tags by key.
    ///
    /// - Parameter arn: of a group; schedules have no tags.
    public func tags(ofGroup arn: String) async throws -> [String: String] {
        let call = Self.call("ListTagsForResource", "GET", "/tags/", arn)
        let tags = try await client.output(of: call)["Tags"]?.array ?? []
        return tags.reduce(into: [:]) { found, tag in
            if let key = tag["Key"]?.string { found[key] = tag["Value"]?.string }
        }
    }

    /// Begins the removal of a group and of all its schedules; an absent group is no error.
    public func deleteGroup(_ name: String) async throws {
        let call = Self.call("DeleteScheduleGroup", "DELETE", "/schedule-groups/", name)
        _ = try await Self.unlessMissing { try await client.output(of: call) }
    }

    private static func call(_ operation: String, _ method: String, _ path: String, _ name: String) -> ServiceCall {
        ServiceCall(
            service: .scheduler, operation: operation, method: method, path: path + PercentEncoding.encode(name))
    }

    private static func unlessMissing(_ body: () async throws -> JSON) async throws -> JSON? {
        do {
            return try await body()
        } catch let error as AWSError where error.code == "ResourceNotFoundException" {
            return nil
        }
    }
}
