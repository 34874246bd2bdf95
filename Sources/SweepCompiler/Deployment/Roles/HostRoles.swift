internal import JSON

extension Deployment {
    /// What ECS does before a container starts on Fargate, be it a task or a Batch job: pull its image, open its log.
    var executionRole: Role {
        Role(
            purpose: "Taken by ECS to start Fargate tasks and Batch jobs on Fargate",
            service: "ecs-tasks.amazonaws.com",
            statements: [
                Statement(
                    sid: "LogIn", actions: ["ecr:GetAuthorizationToken"], resources: ["*"],
                    wildcardReason: "ecr:GetAuthorizationToken supports no resource"),
                Statement(
                    sid: "PullImage",
                    actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
                    resources: ImageRepository.arns),
                Statement(
                    sid: "WriteLogs", actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
                    resources: [Intrinsic.getAtt(LogicalID.workerLogs, "Arn")],
                    wildcardReason: "the log group's ARN ends with `:*`, which stands for its streams"),
            ])
    }

    /// What an EC2 host of Batch does: join its ECS cluster, pull images, write logs. Containers can't take it.
    var instanceRole: Role {
        Role(
            purpose: "Taken by the EC2 hosts of Batch", service: "ec2.amazonaws.com", isBoundToAccount: false,
            managedPolicies: ["service-role/AmazonEC2ContainerServiceforEC2Role"])
    }

    /// How an EC2 host takes its role.
    static let instanceProfile = Resource(
        type: "AWS::IAM::InstanceProfile", properties: ["Roles": [Intrinsic.ref(LogicalID.instanceRole)]])
}
