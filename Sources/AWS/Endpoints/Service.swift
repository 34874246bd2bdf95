/// A service as its API model describes it. Source: botocore 1.43's service models.
public struct Service: Sendable, Equatable {
    /// How the service packs inputs, outputs and errors.
    public enum WireProtocol: Sendable, Equatable {
        /// One address; the operation is named in `X-Amz-Target`.
        case json(version: String, target: String)
        /// A path an operation, JSON in and out.
        case restJSON
        /// A form in, XML out.
        case query(version: String)
        /// As `query`, with EC2's own lists and errors.
        case ec2(version: String)
        /// A path an object, XML in and out.
        case restXML
    }

    /// As in `AWS_ENDPOINT_URL_<ID>`: `SFN`, `CLOUDWATCH_LOGS`.
    public let id: String
    /// As people call it.
    public let name: String
    /// The first part of its hosts' names.
    public let endpointPrefix: String
    /// The name in signatures, and before the colon in an IAM action.
    public let signingName: String
    public let wireProtocol: WireProtocol

    init(_ id: String, _ name: String, _ endpointPrefix: String, signing: String? = nil, _ wireProtocol: WireProtocol) {
        self.id = id
        self.name = name
        self.endpointPrefix = endpointPrefix
        signingName = signing ?? endpointPrefix
        self.wireProtocol = wireProtocol
    }

    public static let stepFunctions = Service(
        "SFN", "Step Functions", "states", .json(version: "1.0", target: "AWSStepFunctions"))
    public static let batch = Service("BATCH", "Batch", "batch", .restJSON)
    public static let ecs = Service(
        "ECS", "ECS", "ecs", .json(version: "1.1", target: "AmazonEC2ContainerServiceV20141113"))
    public static let logs = Service(
        "CLOUDWATCH_LOGS", "CloudWatch Logs", "logs", .json(version: "1.1", target: "Logs_20140328"))
    public static let cloudFormation = Service(
        "CLOUDFORMATION", "CloudFormation", "cloudformation", .query(version: "2010-05-15"))
    public static let sts = Service("STS", "STS", "sts", .query(version: "2011-06-15"))
    public static let ecr = Service(
        "ECR", "ECR", "api.ecr", signing: "ecr",
        .json(version: "1.1", target: "AmazonEC2ContainerRegistry_V20150921"))
    public static let s3 = Service("S3", "S3", "s3", .restXML)
    public static let ec2 = Service("EC2", "EC2", "ec2", .ec2(version: "2016-11-15"))
    public static let iam = Service("IAM", "IAM", "iam", .query(version: "2010-05-08"))
    public static let sns = Service("SNS", "SNS", "sns", .query(version: "2010-03-31"))
    public static let lambda = Service("LAMBDA", "Lambda", "lambda", .restJSON)
    public static let budgets = Service(
        "BUDGETS", "Budgets", "budgets", .json(version: "1.1", target: "AWSBudgetServiceGateway"))
    public static let serviceQuotas = Service(
        "SERVICE_QUOTAS", "Service Quotas", "servicequotas",
        .json(version: "1.1", target: "ServiceQuotasV20190624"))
    /// Answers in us-east-1, eu-central-1 and ap-south-1 only.
    public static let pricing = Service(
        "PRICING", "Price List", "api.pricing", signing: "pricing",
        .json(version: "1.1", target: "AWSPriceListService"))
    public static let secretsManager = Service(
        "SECRETS_MANAGER", "Secrets Manager", "secretsmanager", .json(version: "1.1", target: "secretsmanager"))
    public static let ssm = Service("SSM", "Systems Manager", "ssm", .json(version: "1.1", target: "AmazonSSM"))
    public static let scheduler = Service("SCHEDULER", "EventBridge Scheduler", "scheduler", .restJSON)
    /// IAM Identity Center's portal; its requests carry a token and no signature.
    static let sso = Service("SSO", "IAM Identity Center", "portal.sso", signing: "awsssoportal", .restJSON)

    /// IAM Identity Center's sign-on; its calls carry the client's secret in their bodies, and no signature.
    static let ssoOIDC = Service(
        "SSO_OIDC", "IAM Identity Center's sign-on", "oidc", signing: "sso-oauth", .restJSON)

    /// The host and signing region where the service has one endpoint for a whole partition.
    func globalHost(in partition: Partition) -> (host: String, region: String)? {
        switch (id, partition.name) {
        case ("IAM", "aws"): ("iam.amazonaws.com", "us-east-1")
        case ("IAM", "aws-cn"): ("iam.cn-north-1.amazonaws.com.cn", "cn-north-1")
        case ("IAM", "aws-us-gov"): ("iam.us-gov.amazonaws.com", "us-gov-west-1")
        case ("IAM", _): ("iam.\(partition.globalRegion).\(partition.dnsSuffix)", partition.globalRegion)
        case ("BUDGETS", "aws"): ("budgets.amazonaws.com", "us-east-1")
        case ("BUDGETS", "aws-cn"): ("budgets.amazonaws.com.cn", "cn-northwest-1")
        default: nil
        }
    }
}
