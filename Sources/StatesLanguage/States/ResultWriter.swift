/// Writes the results of a distributed Map to objects, so that they never pass through the machine.
public struct ResultWriter: Sendable, Hashable {
    /// `arn:aws:states:::s3:putObject`; absent, the results stay in the machine.
    public var resource: String?
    /// `Bucket` and `Prefix`.
    public var parameters: PayloadTemplate?
    public var writerConfig: WriterConfig?

    public init(resource: String? = nil, parameters: PayloadTemplate? = nil, writerConfig: WriterConfig? = nil) {
        self.resource = resource
        self.parameters = parameters
        self.writerConfig = writerConfig
    }
}

/// The form in which `ResultWriter` writes.
public struct WriterConfig: Sendable, Hashable {
    public var outputType: OutputType
    public var transformation: Transformation

    public enum OutputType: String, Sendable, CaseIterable {
        case json = "JSON"
        case jsonl = "JSONL"
    }

    public enum Transformation: String, Sendable, CaseIterable {
        /// The description of each child execution, output included.
        case none = "NONE"
        /// The output of each child execution.
        case compact = "COMPACT"
        /// The same, with lists unpacked.
        case flatten = "FLATTEN"
    }

    public init(outputType: OutputType, transformation: Transformation) {
        self.outputType = outputType
        self.transformation = transformation
    }
}
