/// Reads the items of a distributed Map from objects.
public struct ItemReader: Sendable, Hashable {
    /// `arn:aws:states:::s3:getObject` or `arn:aws:states:::s3:listObjectsV2`.
    public var resource: String
    /// `Bucket` and `Key`, or `Bucket` and `Prefix`.
    public var parameters: PayloadTemplate?
    public var readerConfig: ReaderConfig?

    public init(resource: String, parameters: PayloadTemplate? = nil, readerConfig: ReaderConfig? = nil) {
        self.resource = resource
        self.parameters = parameters
        self.readerConfig = readerConfig
    }
}

/// The format of the objects that `ItemReader` reads.
public struct ReaderConfig: Sendable, Hashable {
    public var inputType: InputType?
    public var csvHeaderLocation: CSVHeaderLocation?
    public var csvHeaders: [String]?
    public var csvDelimiter: CSVDelimiter?
    /// Items after these are not read; 0 reads all.
    public var maxItems: ValueOrPath<Int>?
    /// A JSON pointer to the list inside a JSON object.
    public var itemsPointer: String?

    public enum InputType: String, Sendable, CaseIterable {
        case csv = "CSV"
        case json = "JSON"
        case jsonl = "JSONL"
        case manifest = "MANIFEST"
        case parquet = "PARQUET"
    }

    public enum CSVHeaderLocation: String, Sendable, CaseIterable {
        case firstRow = "FIRST_ROW"
        case given = "GIVEN"
    }

    public enum CSVDelimiter: String, Sendable, CaseIterable {
        case comma = "COMMA"
        case pipe = "PIPE"
        case semicolon = "SEMICOLON"
        case space = "SPACE"
        case tab = "TAB"
    }

    public init(
        inputType: InputType? = nil, csvHeaderLocation: CSVHeaderLocation? = nil, csvHeaders: [String]? = nil,
        csvDelimiter: CSVDelimiter? = nil, maxItems: ValueOrPath<Int>? = nil, itemsPointer: String? = nil
    ) {
        self.inputType = inputType
        self.csvHeaderLocation = csvHeaderLocation
        self.csvHeaders = csvHeaders
        self.csvDelimiter = csvDelimiter
        self.maxItems = maxItems
        self.itemsPointer = itemsPointer
    }
}
