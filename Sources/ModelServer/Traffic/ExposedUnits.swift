/// Units whose exposure was queued already, so that a unit that comes again costs no write. It forgets: then the database finds
/// that it knows the unit.
struct ExposedUnits {
    /// Two hashes with the process's own seed: that two units share both is as unlikely as a broken disk, and nobody can bring it about.
    struct Mark: Hashable {
        let first: Int
        let second: Int

        init(test: String, unit: String) {
            var hasher = Hasher()
            hasher.combine(unit)
            hasher.combine(test)
            first = hasher.finalize()
            hasher = Hasher()
            hasher.combine(0x5353)
            hasher.combine(test)
            hasher.combine(unit)
            second = hasher.finalize()
        }
    }

    /// Marks of one generation; two are kept, about 20 MB in all.
    private let most: Int
    private var young: Set<Mark> = []
    private var old: Set<Mark> = []

    init(most: Int = 250_000) { self.most = most }

    /// - Returns: false where the mark is known.
    mutating func insert(_ mark: Mark) -> Bool {
        guard !old.contains(mark), young.insert(mark).inserted else { return false }
        if young.count >= most {
            old = young
            young = []
        }
        return true
    }

    mutating func remove(_ mark: Mark) {
        young.remove(mark)
        old.remove(mark)
    }
}
