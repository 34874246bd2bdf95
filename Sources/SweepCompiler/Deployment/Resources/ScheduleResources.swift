internal import JSON

/// The schedules that let the reducer look at budgets: each launch of a sweep with a gate makes one, in this group.
struct ScheduleResources {
    /// Named after the stack, so that launches know it. Schedules go with their group.
    var resources: [String: Resource] {
        [
            LogicalID.scheduleGroup: Resource(
                type: "AWS::Scheduler::ScheduleGroup",
                properties: ["Name": Intrinsic.stackName, "Tags": StackTag.list])
        ]
    }

    /// Every schedule of the group.
    static let schedules = Intrinsic.arn("scheduler", "schedule/${AWS::StackName}/*")
}
