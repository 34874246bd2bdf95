internal import SweepModel

/// The names of the template's resources; the only place that spells them.
enum LogicalID {
    static let bucket = "Bucket"
    static let bucketPolicy = "BucketPolicy"
    static let repository = "Repository"
    static let workerLogs = "WorkerLogs"
    static let reducerLogs = "ReducerLogs"
    static let reducer = "Reducer"
    static let reducerJobDefinition = "ReducerJobDefinition"
    static let start = "HttpStart"
    static let startURL = "HttpStartUrl"
    static let startLogs = "HttpStartLogs"
    static let serving = "Ab"
    static let servingURL = "AbUrl"
    static let servingLogs = "AbLogs"
    static let scheduleGroup = "ScheduleGroup"
    static let launchTemplate = "LaunchTemplate"
    static let cluster = "Cluster"
    static let taskDefinition = "FargateTaskDefinition"
    static let budget = "Budget"
    static let notificationTopic = "NotificationTopic"
    static let notificationPolicy = "NotificationPolicy"
    static let notificationRule = "NotificationRule"

    static let stateMachineRole = "StateMachineRole"
    static let workerRole = "WorkerRole"
    static let reducerRole = "ReducerRole"
    static let reducerJobRole = "ReducerJobRole"
    static let startRole = "HttpStartRole"
    static let servingRole = "AbRole"
    static let schedulerRole = "SchedulerRole"
    static let executionRole = "TaskExecutionRole"
    static let instanceRole = "InstanceRole"
    static let instanceProfile = "InstanceProfile"

    static let readData = "ReadData"
    static let decryptData = "DecryptData"

    static let vpc = "Vpc"
    static let internetGateway = "InternetGateway"
    static let gatewayAttachment = "InternetGatewayAttachment"
    static let routeTable = "RouteTable"
    static let internetRoute = "InternetRoute"
    static let storageEndpoint = "StorageEndpoint"
    static let securityGroup = "SecurityGroup"
    static func subnet(_ zone: Int) -> String { "Subnet\(zone + 1)" }
    static func subnetRoutes(_ zone: Int) -> String { "Subnet\(zone + 1)Routes" }

    static func computeEnvironment(_ lane: Lane) -> String { "\(lane.stateName)Environment" }
    static func queue(_ lane: Lane) -> String { "\(lane.stateName)Queue" }
}

/// The template's parameters and the conditions on them.
enum TemplateParameter {
    static let imageURI = "ImageUri"
    static let gpuImageURI = "GpuImageUri"
    static let cpuInstanceTypes = "CpuInstanceTypes"
    static let gpuInstanceTypes = "GpuInstanceTypes"
    /// ARNs of objects in S3, and of KMS keys, that workers may use.
    static let readableData = "ReadableData"
    static let readableDataKeys = "ReadableDataKeys"
    /// The image is there: without it only what needs no image is made.
    static let hasImage = "HasImage"
    static let hasGPUImage = "HasGpuImage"
    static let hasReadableData = "HasReadableData"
    static let hasReadableDataKeys = "HasReadableDataKeys"
    /// ECR's hosts have names of their own there.
    static let isChina = "IsChina"
}
