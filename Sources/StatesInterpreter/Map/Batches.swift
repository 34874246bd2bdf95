internal import JSON
internal import StatesLanguage

/// The input of one child execution.
struct Batch: Sendable {
    /// Counts the child executions from 0.
    let index: Int
    /// How many items it holds.
    let count: Int
    let input: JSON
}

/// Makes the inputs of a distributed Map's children, one at a time.
struct Batches {
    private let items: [JSON]
    private let state: MapState
    private let input: JSON
    private let visit: Visit
    private var strand: Strand
    /// `nil` without an `ItemBatcher`: the items go out one by one, as they are.
    private let limits: Limits?
    private var nextItem = 0
    private var nextBatch = 0

    private struct Limits {
        let items: Int
        let bytes: Int
        let batchInput: JSON?
    }

    init(of items: [JSON], _ state: MapState, _ input: JSON, _ visit: Visit, _ strand: Strand) throws(Interruption) {
        self.items = items
        self.state = state
        self.input = input
        self.visit = visit
        self.strand = strand
        guard let batcher = state.itemBatcher else {
            limits = nil
            return
        }
        let count = try strand.wholeNumber(batcher.maxItemsPerBatch, "MaxItemsPerBatch", input, visit)
        let bytes = try strand.wholeNumber(batcher.maxInputBytesPerBatch, "MaxInputBytesPerBatch", input, visit)
        var batchInput: JSON?
        if batcher.batchInput != nil { batchInput = try strand.apply(batcher.batchInput, to: input, visit) }
        limits = Limits(
            items: max(1, count ?? Int.max), bytes: min(bytes ?? Int.max, PayloadSize.maximumBytes),
            batchInput: batchInput)
    }

    /// `nil` after the last.
    mutating func next() throws(Interruption) -> Batch? {
        guard nextItem < items.count else { return nil }
        defer { nextBatch += 1 }
        guard let limits else {
            let batch = Batch(index: nextBatch, count: 1, input: try selected(nextItem))
            nextItem += 1
            return batch
        }
        return try batch(within: limits)
    }

    /// As many items as both limits allow, and at least one.
    private mutating func batch(within limits: Limits) throws(Interruption) -> Batch {
        var taken: [JSON] = []
        var members: [String: JSON] = ["Items": []]
        members["BatchInput"] = limits.batchInput
        var bytes = PayloadSize.bytes(of: .object(members))
        while nextItem < items.count, taken.count < limits.items {
            let item = try selected(nextItem)
            bytes += PayloadSize.bytes(of: item) + (taken.isEmpty ? 0 : 1)
            guard taken.isEmpty || bytes <= limits.bytes else { break }
            taken.append(item)
            nextItem += 1
        }
        members["Items"] = .array(taken)
        return Batch(index: nextBatch, count: taken.count, input: .object(members))
    }

    private mutating func selected(_ index: Int) throws(Interruption) -> JSON {
        guard state.itemSelector != nil else { return items[index] }
        strand.mapItem = ["Index": .integer(index), "Value": items[index]]
        return try strand.apply(state.itemSelector, to: input, visit)
    }
}
