/// Where in [0, 1) a unit falls, equal units always at the same place: GrowthBook's two hashes, so that tests can move over.
public enum BucketHash: Int, Sendable, Equatable, CaseIterable {
    /// (hash of value + seed) mod 1000, over 1000. Biased between tests whose seeds resemble each other.
    case version1 = 1
    /// (hash of the decimal text of the hash of seed + value) mod 10000, over 10000. The default.
    case version2 = 2

    /// From 0 to below 1, in steps of 1/1000 or 1/10000.
    public func place(of value: String, seed: String) -> Double {
        switch self {
        case .version1: Double(FNV1a.hash(value + seed) % 1000) / 1000
        case .version2: Double(FNV1a.hash(String(FNV1a.hash(seed + value))) % 10000) / 10000
        }
    }
}
