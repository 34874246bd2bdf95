/// A journal that lives as long as the process.
public final class MemoryJournal: Journal {
    private let kept = Guarded<[HistoryEvent]>([])

    public init() {}

    /// Everything appended so far.
    public var events: [HistoryEvent] { kept.withLock { $0 } }

    public func append(_ event: HistoryEvent) { kept.withLock { $0.append(event) } }

    public func flush() async {}
}
