internal import JSON

extension Deployment {
    /// What a schedule may do: ask the reducer to look at a sweep's budget.
    var schedulerRole: Role {
        Role(
            purpose: "Taken by the schedules that let the reducer look at budgets", service: "scheduler.amazonaws.com",
            statements: [
                Statement(
                    sid: "InvokeReducer", actions: ["lambda:InvokeFunction"], resources: [ReducerResources.arn])
            ])
    }
}
