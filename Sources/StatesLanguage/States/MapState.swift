/// Runs its processor once for each item; its result is the list of theirs, in order.
public struct MapState: Sendable, Hashable {
    public var comment: String?
    public var inputPath: DataPath?
    /// The items in the state's input. Default `$`. Not used where there is an `itemReader`.
    public var itemsPath: JSONPath?
    /// The input of each iteration, computed from the state's input and `$$.Map.Item`; absent, the item itself.
    public var itemSelector: PayloadTemplate?
    public var itemProcessor: ItemProcessor
    /// How many iterations may run at once; 0 is as many as the engine allows. Default 0.
    public var maxConcurrency: ValueOrPath<Int>?
    /// Distributed mode only, as are the following five.
    public var itemReader: ItemReader?
    public var itemBatcher: ItemBatcher?
    public var resultWriter: ResultWriter?
    /// How many items may fail. Default 0.
    public var toleratedFailureCount: ValueOrPath<Int>?
    /// Which part of the items may fail, 0 to 100. Default 0.
    public var toleratedFailurePercentage: ValueOrPath<Double>?
    /// Part of the child executions' ARNs, instead of a generated text.
    public var label: String?
    public var resultSelector: PayloadTemplate?
    public var resultPath: ResultPath?
    public var outputPath: DataPath?
    public var assign: PayloadTemplate?
    public var retry: [Retrier]
    public var `catch`: [Catcher]
    public var transition: Transition

    public init(
        comment: String? = nil, inputPath: DataPath? = nil, itemsPath: JSONPath? = nil,
        itemSelector: PayloadTemplate? = nil,
        itemProcessor: ItemProcessor, maxConcurrency: ValueOrPath<Int>? = nil, itemReader: ItemReader? = nil,
        itemBatcher: ItemBatcher? = nil, resultWriter: ResultWriter? = nil,
        toleratedFailureCount: ValueOrPath<Int>? = nil,
        toleratedFailurePercentage: ValueOrPath<Double>? = nil, label: String? = nil,
        resultSelector: PayloadTemplate? = nil,
        resultPath: ResultPath? = nil, outputPath: DataPath? = nil, assign: PayloadTemplate? = nil,
        retry: [Retrier] = [],
        catch: [Catcher] = [], transition: Transition
    ) {
        self.comment = comment
        self.inputPath = inputPath
        self.itemsPath = itemsPath
        self.itemSelector = itemSelector
        self.itemProcessor = itemProcessor
        self.maxConcurrency = maxConcurrency
        self.itemReader = itemReader
        self.itemBatcher = itemBatcher
        self.resultWriter = resultWriter
        self.toleratedFailureCount = toleratedFailureCount
        self.toleratedFailurePercentage = toleratedFailurePercentage
        self.label = label
        self.resultSelector = resultSelector
        self.resultPath = resultPath
        self.outputPath = outputPath
        self.assign = assign
        self.retry = retry
        self.catch = `catch`
        self.transition = transition
    }
}
