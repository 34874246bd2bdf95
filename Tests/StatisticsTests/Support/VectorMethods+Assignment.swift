import Statistics

extension VectorMethods {
    static let assignment: [(key: String, value: Function)] = [
        ("a ramp from", ramp), ("sticky assignment hash", hashes), ("bucket ranges", buckets),
    ]

    private static let users = (0..<10_000).map { "u\($0)" }

    @Sendable private static func ramp(_ inputs: VectorValue) -> [String: VectorValue] {
        let places = users.map { BucketHash.version2.place(of: $0, seed: inputs["seed"].string) }
        func arms(_ coverage: String) -> [Int?] {
            let ranges = BucketRanges(weights: [0.5, 0.5], coverage: inputs[coverage].number)
            return places.map { ranges?.arm(at: $0) }
        }
        let (before, after) = (arms("from_coverage"), arms("to_coverage"))
        return [
            "assigned_before": VectorValue(before.filter { $0 != nil }.count),
            "assigned_after": VectorValue(after.filter { $0 != nil }.count),
            "moved": VectorValue(zip(before, after).filter { $0 != nil && $0 != $1 }.count),
        ]
    }

    @Sendable private static func hashes(_ inputs: VectorValue) -> [String: VectorValue] {
        let (seed, values) = (inputs["seed"].string, inputs["values"].list.map(\.string))
        return [
            "v1": VectorValue(values.map { BucketHash.version1.place(of: $0, seed: seed) }),
            "v2": VectorValue(values.map { BucketHash.version2.place(of: $0, seed: seed) }),
            "fnv1a32": VectorValue(values.map { Double(FNV1a.hash($0)) }),
        ]
    }

    @Sendable private static func buckets(_ inputs: VectorValue) -> [String: VectorValue] {
        let hash = BucketHash(rawValue: inputs["hash_version"].int) ?? .version2
        let ranges = BucketRanges(weights: inputs["weights"].numbers, coverage: inputs["coverage"].number)
        let arms = users.map { ranges?.arm(at: hash.place(of: $0, seed: inputs["seed"].string)) ?? -1 }
        var totals: [String: VectorValue] = [:]
        for arm in -1..<inputs["weights"].list.count {
            totals["\(arm)"] = VectorValue(arms.filter { $0 == arm }.count)
        }
        return [
            "ranges": .list((ranges?.ranges ?? []).map { VectorValue([$0.lowerBound, $0.upperBound]) }),
            "first20": VectorValue(Array(arms.prefix(20))), "totals": .object(totals),
        ]
    }
}
