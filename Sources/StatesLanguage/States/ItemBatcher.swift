/// Gives each iteration of a distributed Map several items, as `{"BatchInput": .., "Items": [..]}`.
public struct ItemBatcher: Sendable, Hashable {
    public var maxItemsPerBatch: ValueOrPath<Int>?
    public var maxInputBytesPerBatch: ValueOrPath<Int>?
    /// Handed to every batch.
    public var batchInput: PayloadTemplate?

    public init(
        maxItemsPerBatch: ValueOrPath<Int>? = nil, maxInputBytesPerBatch: ValueOrPath<Int>? = nil,
        batchInput: PayloadTemplate? = nil
    ) {
        self.maxItemsPerBatch = maxItemsPerBatch
        self.maxInputBytesPerBatch = maxInputBytesPerBatch
        self.batchInput = batchInput
    }
}
