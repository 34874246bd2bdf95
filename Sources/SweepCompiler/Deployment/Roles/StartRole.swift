internal import JSON
internal import SweepModel

extension Deployment {
    /// What `stepsweep launch --on aws` does in this stack's name, and nothing else: it ends nothing, reads no outcome, and
    /// removes only a schedule that it makes anew.
    var startRole: Role {
        var statements = [StoreGrant.list, StoreGrant.readSweeps, readEarlierResults, writeSweeps]
        statements += startMachines
        statements.append(
            Statement(
                sid: "WriteLogs", actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
                resources: [Intrinsic.getAtt(LogicalID.startLogs, "Arn")],
                wildcardReason: "the log group's ARN ends with `:*`, which stands for its streams"))
        return Role(
            purpose: "Taken by the Lambda function that starts sweeps over HTTP", service: "lambda.amazonaws.com",
            isBoundToAccount: false, statements: statements)
    }

    /// Equal trials are not trained twice, and a cap is held with the prices that the store has.
    private var readEarlierResults: Statement {
        Statement(
            sid: "ReadResults", actions: ["s3:GetObject"],
            resources: [StoreGrant.objects(StoreKey.results), StoreGrant.objects(StoreKey.prices)])
    }

    /// The documents of a launch. Outcomes are those of equal trials, taken over as generation 0.
    private var writeSweeps: Statement {
        let keys = [
            StoreKey.cloud("*"), StoreKey.environment("*"), StoreKey.control("*"), StoreKey.plan("*"),
            StoreKey.stateMachine("*"), StoreKey.work("*"), StoreKey.packs("*") + "*", "sweeps/*/manifests/*",
            "sweeps/*/executions/*/input.json", "sweeps/*/outcomes/*/0000-*.jsonl",
        ]
        return Statement(
            sid: "WriteSweeps", actions: ["s3:PutObject"], resources: keys.map(StoreGrant.objects),
            wildcardReason: StoreGrant.reason)
    }

    private var startMachines: [Statement] {
        [
            Statement(
                sid: "MakeMachines",
                actions: [
                    "states:CreateStateMachine", "states:DescribeStateMachine", "states:UpdateStateMachine",
                    "states:TagResource", "states:StartExecution",
                ],
                resources: [Intrinsic.arn("states", "stateMachine:${AWS::StackName}-*")],
                wildcardReason: "state machines are made by each launch; their names begin with the stack's"),
            Statement(
                sid: "LookAtExecutions", actions: ["states:DescribeExecution"],
                resources: [Intrinsic.arn("states", "execution:${AWS::StackName}-*:*")],
                wildcardReason: "executions of those state machines are named when they start"),
            Statement(
                sid: "PassMachineRole", actions: ["iam:PassRole"],
                resources: [Intrinsic.getAtt(LogicalID.stateMachineRole, "Arn")],
                condition: ["StringEquals": ["iam:PassedToService": "states.amazonaws.com"]]),
            Statement(
                sid: "MakeSchedules", actions: ["scheduler:CreateSchedule", "scheduler:DeleteSchedule"],
                resources: [ScheduleResources.schedules],
                wildcardReason: "a schedule that looks at a budget is named after its sweep"),
            Statement(
                sid: "PassSchedulerRole", actions: ["iam:PassRole"],
                resources: [Intrinsic.getAtt(LogicalID.schedulerRole, "Arn")],
                condition: ["StringEquals": ["iam:PassedToService": "scheduler.amazonaws.com"]]),
        ]
    }
}
