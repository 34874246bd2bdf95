/// Has work done outside the machine.
public struct TaskState: Sendable, Hashable {
    public var comment: String?
    /// What does the work, such as `arn:aws:states:::batch:submitJob.sync` or the ARN of a Lambda function.
    public var resource: String
    public var inputPath: DataPath?
    public var parameters: PayloadTemplate?
    public var resultSelector: PayloadTemplate?
    public var resultPath: ResultPath?
    public var outputPath: DataPath?
    public var assign: PayloadTemplate?
    /// How long one attempt may take; unlimited if absent.
    public var timeoutSeconds: ValueOrPath<Int>?
    public var heartbeatSeconds: ValueOrPath<Int>?
    /// The role to take, as `{"RoleArn": ..}`.
    public var credentials: PayloadTemplate?
    public var retry: [Retrier]
    public var `catch`: [Catcher]
    public var transition: Transition

    public init(
        comment: String? = nil, resource: String, inputPath: DataPath? = nil, parameters: PayloadTemplate? = nil,
        resultSelector: PayloadTemplate? = nil, resultPath: ResultPath? = nil, outputPath: DataPath? = nil,
        assign: PayloadTemplate? = nil, timeoutSeconds: ValueOrPath<Int>? = nil,
        heartbeatSeconds: ValueOrPath<Int>? = nil,
        credentials: PayloadTemplate? = nil, retry: [Retrier] = [], catch: [Catcher] = [], transition: Transition
    ) {
        self.comment = comment
        self.resource = resource
        self.inputPath = inputPath
        self.parameters = parameters
        self.resultSelector = resultSelector
        self.resultPath = resultPath
        self.outputPath = outputPath
        self.assign = assign
        self.timeoutSeconds = timeoutSeconds
        self.heartbeatSeconds = heartbeatSeconds
        self.credentials = credentials
        self.retry = retry
        self.catch = `catch`
        self.transition = transition
    }
}
