/// Leads a failed state elsewhere once its retries are spent.
public struct Catcher: Sendable, Hashable {
    public var comment: String?
    public var errorEquals: [String]
    public var next: String
    /// Where in the state's input the object with `Error` and `Cause` goes; absent, it replaces the input.
    public var resultPath: ResultPath?
    public var assign: PayloadTemplate?

    public init(
        comment: String? = nil, errorEquals: [String], next: String, resultPath: ResultPath? = nil,
        assign: PayloadTemplate? = nil
    ) {
        self.comment = comment
        self.errorEquals = errorEquals
        self.next = next
        self.resultPath = resultPath
        self.assign = assign
    }
}
