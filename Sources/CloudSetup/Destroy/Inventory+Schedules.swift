internal import AWS
internal import JSON
internal import SweepCompiler

extension Inventory {
    /// Whether the stack's group of schedules is there: a group of this name without the stack's tag is somebody else's.
    func hasScheduleGroup() async throws -> Bool {
        let scheduler = Scheduler(client: client)
        guard let group = try await scheduler.group(names.scheduleGroup), group["State"]?.string != "DELETING",
            let arn = group["Arn"]?.string
        else { return false }
        return try await scheduler.tags(ofGroup: arn)[StackNames.tag] == names.stack
    }

    /// Names of the schedules of the stack's group; `nil` where there is no group.
    func scheduleNames() async throws -> [String]? {
        guard try await hasScheduleGroup() else { return nil }
        return try await Scheduler(client: client).schedules(group: names.scheduleGroup).collect("Schedules")
            .compactMap { $0["Name"]?.string }
    }

    func schedules() async throws -> [InventorySection.Item] {
        guard let schedules = try await scheduleNames() else { return [] }
        let group = names.scheduleGroup
        return schedules.map {
            .init(name: $0, removal: "aws scheduler delete-schedule --group-name \(group) --name \($0)")
        } + [.init(name: "group \(group)", removal: "aws scheduler delete-schedule-group --name \(group)")]
    }
}
