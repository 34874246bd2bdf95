internal import JSON

/// Runs `count` strands, at most `width` at once, and gives their outputs in order.
///
/// The first failure cancels the others; all are awaited. `lastEvent` is the last event of the strand that ended last.
func fanOut(
    _ count: Int, width: Int, _ strand: @escaping @Sendable (Int) async -> StrandEnd
) async -> (result: Result<[JSON], Interruption>, lastEvent: Int) {
    await withTaskGroup(of: (Int, StrandEnd).self) { group in
        var outputs = [JSON](repeating: .null, count: count)
        var interruption: Interruption?
        var started = 0
        var lastEvent = 0
        while started < min(width, count) {
            let index = started
            group.addTask { (index, await strand(index)) }
            started += 1
        }
        while let (index, end) = await group.next() {
            lastEvent = max(lastEvent, end.lastEvent)
            switch end.result {
            case .success(let output): outputs[index] = output
            case .failure(let other):
                interruption = Interruption.graver(interruption, other)
                group.cancelAll()
            }
            guard interruption == nil, started < count else { continue }
            let next = started
            group.addTask { (next, await strand(next)) }
            started += 1
        }
        return (interruption.map(Result.failure) ?? .success(outputs), lastEvent)
    }
}

extension Interruption {
    /// Which of two counts: the loss of the history over everything, and a failure over the cancellations that it
    /// causes.
    static func graver(_ first: Interruption?, _ second: Interruption) -> Interruption {
        switch (first, second) {
        case (nil, _): second
        case (_, .journal): second
        case (.cancelled?, _): second
        case (let first?, _): first
        }
    }
}
