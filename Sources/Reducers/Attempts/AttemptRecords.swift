internal import Foundation
internal import JSON
public import ObjectStore
public import SweepModel

/// What the store knows of the attempts at a sweep's packs: leases say how many there were, outcome records how long they took.
public struct AttemptRecords: Sendable {
    public struct Name: Sendable, Hashable {
        public let pack: String
        /// The lease's, counted from 1.
        public let generation: Int

        public init(pack: String, generation: Int) {
            self.pack = pack
            self.generation = generation
        }
    }

    /// From the start of an attempt's first trial to the end of its last one, in seconds since 1970.
    public struct Span: Sendable, Equatable {
        public var lane: Lane
        public var begin: Double
        public var end: Double

        public var seconds: Double { max(0, end - begin) }

        func joined(with other: Span) -> Span {
            Span(lane: other.lane, begin: min(begin, other.begin), end: max(end, other.end))
        }
    }

    public struct Lease: Sendable, Equatable {
        public let generation: Int
        public let isReleased: Bool

        /// Attempts that are over.
        public var ended: Int { isReleased ? generation : generation - 1 }
    }

    /// Attempts that left an outcome record.
    public private(set) var spans: [Name: Span] = [:]
    /// By pack.
    public private(set) var leases: [String: Lease] = [:]
    /// Trials without a success, though they have a record.
    public var failedTrials: Int { hasSucceeded.values.count { !$0 } }
    private var hasSucceeded: [String: Bool] = [:]

    /// - Parameters:
    ///   - store: has the leases.
    ///   - outcomes: has the outcome records, or a copy of them.
    /// - Throws: `ObjectStoreError`.
    public init(of sweep: String, in store: any ObjectStore, outcomes: any ObjectStore) throws {
        try self.init(of: sweep, in: store, outcomes: outcomes, OutcomeMemory())
    }

    init(of sweep: String, in store: any ObjectStore, outcomes: any ObjectStore, _ memory: OutcomeMemory) throws {
        leases = try Self.leases(of: sweep, in: store)
        for summary in try memory.summaries(of: sweep, in: outcomes) {
            // A success stands, whatever failed.
            hasSucceeded.merge(summary.hasSucceeded) { $0 || $1 }
            spans.merge(summary.attempts) { $0.joined(with: $1) }
        }
    }

    /// How many ended attempts at each pack left no record: they were lost with their hosts.
    public var lost: [String: Int] {
        let known = Dictionary(grouping: spans.keys, by: \.pack).mapValues(\.count)
        return leases.reduce(into: [:]) { lost, lease in
            lost[lease.key] = max(0, lease.value.ended - (known[lease.key] ?? 0))
        }
    }

    private static func leases(of sweep: String, in store: any ObjectStore) throws -> [String: Lease] {
        let prefix = StoreKey.leases(sweep)
        var leases: [String: Lease] = [:]
        try store.get(store.list(prefix: prefix).filter { $0.hasSuffix(".json") }) { key, bytes in
            guard let lease = try? JSON(parsing: bytes) else { return }
            let pack = String(key.dropFirst(prefix.count).dropLast(".json".count))
            leases[pack] = Lease(generation: lease["generation"]?.int ?? 1, isReleased: lease["released"] == true)
        }
        return leases
    }
}
