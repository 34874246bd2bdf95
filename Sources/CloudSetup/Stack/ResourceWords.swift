/// CloudFormation's types in plain words.
enum ResourceWords {
    private static let known: [String: String] = [
        "AWS::Batch::ComputeEnvironment": "Batch environment", "AWS::Batch::JobDefinition": "Batch job definition",
        "AWS::Batch::JobQueue": "Batch queue", "AWS::Budgets::Budget": "budget alarm",
        "AWS::CloudFormation::Stack": "stack", "AWS::EC2::InternetGateway": "internet gateway",
        "AWS::EC2::LaunchTemplate": "hosts' launch template", "AWS::EC2::Route": "route",
        "AWS::EC2::RouteTable": "route table", "AWS::EC2::SecurityGroup": "security group",
        "AWS::EC2::Subnet": "subnet", "AWS::EC2::SubnetRouteTableAssociation": "subnet's route table",
        "AWS::EC2::VPC": "network (VPC)", "AWS::EC2::VPCEndpoint": "way to S3",
        "AWS::EC2::VPCGatewayAttachment": "gateway's attachment", "AWS::ECR::Repository": "image repository",
        "AWS::ECS::Cluster": "ECS cluster", "AWS::ECS::TaskDefinition": "Fargate task definition",
        "AWS::Events::Rule": "event rule", "AWS::IAM::InstanceProfile": "hosts' profile",
        "AWS::IAM::Policy": "right of roles",
        "AWS::IAM::Role": "role",
        "AWS::Lambda::Function": "Lambda function", "AWS::Lambda::Permission": "Lambda permission",
        "AWS::Lambda::Url": "Lambda function's address", "AWS::Logs::LogGroup": "log group",
        "AWS::S3::Bucket": "bucket", "AWS::S3::BucketPolicy": "bucket's policy", "AWS::SNS::Topic": "mail topic",
        "AWS::SNS::TopicPolicy": "mail topic's policy", "AWS::Scheduler::ScheduleGroup": "group of schedules",
    ]

    /// The type itself, without `AWS::`, where we have no word for it.
    static func words(for type: String) -> String {
        known[type] ?? (type.hasPrefix("AWS::") ? String(type.dropFirst(5)).replacing("::", with: " ") : type)
    }
}
