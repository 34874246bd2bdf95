public import ObjectStore
public import ResultStore
internal import SweepModel

/// Brings what functions wrote into a bucket to `traffic.sqlite`, each object once, however often it is asked.
public struct TrafficImport: Sendable {
    let store: any ObjectStore
    let traffic: TrafficStore

    /// What an import came to.
    public struct Count: Sendable, Equatable {
        /// Objects that were read now.
        public var objects = 0
        public var exposures = 0
        public var outcomes = 0
        /// Outcomes whose key another outcome had before; nothing was changed by them.
        public var conflicts = 0
        /// Lines that could not be read.
        public var unreadable = 0

        public init(objects: Int = 0, exposures: Int = 0, outcomes: Int = 0, conflicts: Int = 0, unreadable: Int = 0) {
            self.objects = objects
            self.exposures = exposures
            self.outcomes = outcomes
            self.conflicts = conflicts
            self.unreadable = unreadable
        }
    }

    /// - Parameters:
    ///   - store: where the objects lie.
    ///   - traffic: where they go.
    public init(from store: any ObjectStore, to traffic: TrafficStore) {
        self.store = store
        self.traffic = traffic
    }

    /// Reads the objects of a test that were not read before.
    ///
    /// - Throws: `ObjectStoreError`, `ResultStoreError`; what was imported stays.
    public func run(test: String) throws -> Count {
        let known = try traffic.importedObjects(of: test)
        let keys = try store.list(prefix: StoreKey.traffic(of: test)).filter { !known.contains($0) }
        var count = Count()
        try store.get(keys) { key, bytes in
            let (batch, unreadable) = TrafficLines.batch(from: bytes)
            // The same in one commit: an object counts whole, and once.
            guard let receipts = try traffic.record(batch, from: key, test: test) else { return }
            count.objects += 1
            count.exposures += batch.exposures.count
            count.outcomes += batch.outcomes.count
            count.conflicts += receipts.count { $0 == .conflict }
            count.unreadable += unreadable
        }
        return count
    }
}
