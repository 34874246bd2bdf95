internal import SweepModel

/// How the things of one stack are called in the account: what looks after a stack finds them by these names.
public struct StackNames: Sendable, Equatable {
    public let stack: String

    public init(stack: String) { self.stack = stack }

    /// The tag that every resource carries; its value is the stack's name.
    public static let tag = StackTag.key
    /// The template's parameter for the image, and the outputs that a deployment needs itself.
    public static let imageParameter = TemplateParameter.imageURI
    public static let bucketOutput = StackOutputs.bucket
    public static let repositoryOutput = StackOutputs.repositoryURI
    /// The template's parameters for data that workers may read: `DataGrant` reads and writes them.
    public static let dataParameters = [TemplateParameter.readableData, TemplateParameter.readableDataKeys]
    public static let startOutput = StackOutputs.startURL
    public static let servingOutput = StackOutputs.servingURL
    public static let schedulerRoleOutput = StackOutputs.schedulerRole

    public var repository: String { stack }
    public var reducer: String { "\(stack)-reducer" }
    /// The function behind `HttpStartUrl`; not every stack has it.
    public var start: String { "\(stack)-http-start" }
    /// The function behind `AbUrl`; not every stack has it.
    public var serving: String { "\(stack)-ab" }
    public var functions: [String] { [reducer, start, serving] }
    /// The group of the schedules that look at budgets.
    public var scheduleGroup: String { stack }
    public var jobDefinitions: [String] { ["cpu", "gpu", "fargate", "reduce"].map { "\(stack)-\($0)" } }
    public var taskFamily: String { "\(stack)-fargate" }
    /// Beginnings of the names that CloudFormation makes for the environment of each lane.
    public var environmentPrefixes: [String] {
        Lane.allCases.map { "\(stack)-\(LogicalID.computeEnvironment($0))-" }
    }
    /// The beginning of the name that CloudFormation makes for the cluster.
    public var clusterPrefix: String { "\(stack)-\(LogicalID.cluster)-" }
    /// Log groups' names begin with it.
    public var logGroups: String { "/stepsweep/\(stack)/" }
    /// Queues' and state machines' names begin with it.
    public var prefix: String { "\(stack)-" }
    /// CloudFormation makes the bucket's name of the stack's, the logical id and chance.
    public var bucketPrefix: String { "\(stack)-\(LogicalID.bucket.lowercased())-" }
}
