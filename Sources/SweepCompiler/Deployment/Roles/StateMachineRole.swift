internal import JSON
internal import SweepModel

extension Deployment {
    /// What a compiled state machine calls, and nothing else. State machines are made outside the stack, one a sweep:
    /// their names begin with the stack's and a hyphen.
    var stateMachineRole: Role {
        var statements = [invokeReducer] + runMap + submitJobs
        if !fargateLanes.isEmpty { statements += runTasks }
        statements.append(followWork)
        return Role(
            purpose: "Taken by the state machines of sweeps", service: "states.amazonaws.com", statements: statements)
    }

    private var invokeReducer: Statement {
        Statement(sid: "InvokeReducer", actions: ["lambda:InvokeFunction"], resources: [ReducerResources.arn])
    }

    /// A distributed Map runs each pack as an execution of its own, reads the manifest and writes what became of them.
    private var runMap: [Statement] {
        let executions = "execution:${AWS::StackName}-*"
        return [
            Statement(
                sid: "StartPacks", actions: ["states:StartExecution"],
                resources: [Intrinsic.arn("states", "stateMachine:${AWS::StackName}-*")],
                wildcardReason: "state machines are made by each launch; their names begin with the stack's"),
            Statement(
                sid: "FollowPacks",
                actions: ["states:DescribeExecution", "states:StopExecution", "states:RedriveExecution"],
                resources: [
                    Intrinsic.arn("states", "\(executions):*"),
                    Intrinsic.arn("states", "\(executions)/\(StateName.train):*"),
                    Intrinsic.arn("states", "\(executions)/\(ScoreStateName.score):*"),
                ],
                wildcardReason: "executions of those state machines are named when they start"),
            Statement(
                sid: "ReadManifests", actions: ["s3:GetObject"],
                resources: [
                    StoreGrant.objects("sweeps/*/manifests/*"), StoreGrant.objects("scorings/*/manifests/*"),
                ],
                wildcardReason: StoreGrant.reason),
            Statement(
                sid: "ReadControl", actions: ["s3:GetObject"], resources: [StoreGrant.objects(StoreKey.control("*"))],
                wildcardReason: StoreGrant.reason),
            Statement(
                sid: "ReadDecision", actions: ["s3:GetObject"],
                resources: [StoreGrant.objects(StoreKey.decision("*", run: "*"))],
                wildcardReason: StoreGrant.reason),
            Statement(
                sid: "WriteMapResults",
                actions: [
                    "s3:PutObject", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:AbortMultipartUpload",
                ],
                resources: [
                    StoreGrant.objects("sweeps/*/map-results/*"), StoreGrant.objects("scorings/*/map-results/*"),
                ], wildcardReason: StoreGrant.reason),
        ]
    }

    private var submitJobs: [Statement] {
        let jobs = Intrinsic.arn("batch", "job/*")
        let kinds = Set(lanes.map { JobDefinition.Kind($0, network) }).sorted { $0.name < $1.name }
        let definitions = kinds.flatMap(\.arns) + (hostLanes.isEmpty ? [] : ReducerJobDefinition.arns)
        return [
            Statement(
                sid: "SubmitJobs", actions: ["batch:SubmitJob"],
                resources: lanes.map { Intrinsic.ref(LogicalID.queue($0)) } + definitions + [jobs],
                wildcardReason: "a definition's revision and a job's id are not known before"),
            Statement(
                sid: "EndJobs", actions: ["batch:TerminateJob", "batch:TagResource"], resources: [jobs],
                wildcardReason: "a job's id is not known before"),
            Statement(
                sid: "DescribeJobs", actions: ["batch:DescribeJobs"], resources: ["*"],
                wildcardReason: "batch:DescribeJobs supports no resource"),
        ]
    }

    private var runTasks: [Statement] {
        [
            Statement(
                sid: "RunTasks", actions: ["ecs:RunTask"], resources: [FargateResources.definitions],
                condition: ["ArnEquals": ["ecs:cluster": Intrinsic.getAtt(LogicalID.cluster, "Arn")]],
                wildcardReason: "a definition's revision is not known before"),
            Statement(
                sid: "EndTasks", actions: ["ecs:StopTask", "ecs:DescribeTasks", "ecs:TagResource"],
                resources: [FargateResources.tasks], wildcardReason: "a task's id is not known before"),
            Statement(
                sid: "PassTaskRoles", actions: ["iam:PassRole"],
                resources: [LogicalID.workerRole, LogicalID.executionRole].map { Intrinsic.getAtt($0, "Arn") },
                condition: ["StringEquals": ["iam:PassedToService": "ecs-tasks.amazonaws.com"]]),
        ]
    }

    /// A `.sync` task hears of its job's end by a rule that Step Functions keeps; without the right to it, it never ends.
    private var followWork: Statement {
        var rules = [Intrinsic.arn("events", "rule/StepFunctionsGetEventsForBatchJobsRule")]
        if !fargateLanes.isEmpty { rules.append(Intrinsic.arn("events", "rule/StepFunctionsGetEventsForECSTaskRule")) }
        return Statement(
            sid: "FollowWork", actions: ["events:PutRule", "events:PutTargets", "events:DescribeRule"],
            resources: rules)
    }
}
