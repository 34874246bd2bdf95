internal import Foundation
internal import JSON
internal import StatesLanguage

/// One run of a distributed Map: reads the items, runs an execution for each batch of them, keeps or writes the
/// results.
struct MapRun: Sendable {
    private let state: MapState
    private let input: JSON
    private let visit: Visit
    private let parent: Strand
    private let width: Int
    private let tolerance: FailureTolerance
    private let id: String

    /// As many child executions run at once at most, whatever `MaxConcurrency` says.
    private static let widestRun = 10_000

    init(state: MapState, input: JSON, visit: Visit, _ strand: Strand) throws(Interruption) {
        self.state = state
        self.input = input
        self.visit = visit
        parent = strand
        width = try state.width(unlimited: Self.widestRun, input, visit, strand)
        tolerance = FailureTolerance(
            count: try strand.wholeNumber(state.toleratedFailureCount, "ToleratedFailureCount", input, visit),
            percentage: try strand.percentage(
                state.toleratedFailurePercentage, "ToleratedFailurePercentage", input, visit))
        id = "\(strand.frame.identity.id)/\(state.label ?? visit.name):\(visit.enteredEvent).\(visit.retryCount ?? 0)"
    }

    func run(_ strand: inout Strand) async throws(Interruption) -> JSON {
        let given = state.itemReader == nil ? try state.items(input, visit, strand) : nil
        try strand.record(.mapStateStarted, ["length": given.map { .integer($0.count) }])
        try strand.record(.mapRunStarted, ["mapRunArn": .string(id)])
        do {
            let result = try await children(of: try await items(given))
            try strand.record(.mapRunSucceeded)
            try strand.record(.mapStateSucceeded)
            return result
        } catch {
            try strand.record(error, failed: .mapRunFailed, aborted: .mapRunAborted)
            try strand.record(error, failed: .mapStateFailed, aborted: .mapStateAborted)
            throw error
        }
    }

    private func items(_ given: [JSON]?) async throws(Interruption) -> [JSON] {
        guard given == nil, let reader = state.itemReader else { return given ?? [] }
        return try await ItemReading(reader, input, visit, parent).items()
    }

    private func children(of items: [JSON]) async throws(Interruption) -> JSON {
        var batches = try Batches(of: items, state, input, visit, parent)
        var results = try MapResults(state.resultWriter, input, visit, parent, mapRunId: id)
        if let interruption = await gather(&batches, &results, of: items.count) {
            if case .failed = interruption { await results.conclude(&batches) }
            throw interruption
        }
        return try await results.output()
    }

    /// Runs a child for each batch and keeps the results. As soon as too many items have failed the other children are
    /// cancelled, and awaited.
    ///
    /// - Returns: why the run ended early; `nil` where it did not.
    private func gather(_ batches: inout Batches, _ results: inout MapResults, of total: Int) async -> Interruption? {
        await withTaskGroup(of: Child.End.self) { group in
            var interruption: Interruption?
            var (running, failedItems) = (0, 0)
            while true {
                do throws(Interruption) {
                    while running < width, interruption == nil, !Task.isCancelled, let batch = try batches.next() {
                        let child = Child(batch: batch, state: state, visit: visit, parent: parent, mapRunId: id)
                        group.addTask { await child.run() }
                        running += 1
                    }
                    guard let end = await group.next() else { break }
                    running -= 1
                    failedItems += end.failedItems
                    try await results.add(end)
                    if tolerance.isExceeded(by: failedItems, of: total) { throw Self.tooManyFailures }
                } catch {
                    interruption = Interruption.graver(interruption, error)
                    group.cancelAll()
                }
            }
            return interruption ?? (Task.isCancelled ? .cancelled : nil)
        }
    }

    private static let tooManyFailures = Interruption.failed(
        StateFailure(
            error: ErrorName.exceedToleratedFailureThreshold,
            cause: "The specified tolerated failure threshold was exceeded"))
}

/// How many items of a distributed Map may fail.
struct FailureTolerance: Sendable {
    /// No item where neither is given.
    let count: Int?
    let percentage: Double?

    func isExceeded(by failed: Int, of total: Int) -> Bool {
        let isCountExceeded = failed > (count ?? (percentage == nil ? 0 : Int.max))
        guard let percentage else { return isCountExceeded }
        return isCountExceeded || Double(failed) * 100 > percentage * Double(total)
    }
}
