public import JSON

/// The rows that no trial of a sweep sees, by what they are drawn from: sweeps with equal ones have the same test rows.
public struct TestSplit: Sendable, Equatable {
    /// The first 32 hexadecimal digits of the SHA-256 over `description`.
    public let id: String
    /// The data's digests and target with the test part's share, seed and strata. What validates or trains of the rest is no
    /// matter. Of a user's program nothing but its own digest is known.
    public let description: JSON

    /// `nil` where the sweep keeps no test rows.
    public init?(of work: WorkDocument) {
        switch work.kind {
        case .builtIn(let data, let dataDigest, let targetDigest):
            guard data.split.test > 0 else { return nil }
            description = [
                "data": .string(dataDigest), "targetData": targetDigest.map(JSON.string) ?? .null,
                "target": data.target.map(JSON.string) ?? .null,
                "task": data.task.map { .string($0.rawValue) } ?? .null,
                "test": .number(data.split.test), "seed": .integer(data.split.seed),
                "stratify": .bool(data.split.stratify),
            ]
        case .command: description = ["program": .string(work.codeDigest)]
        }
        id = String(Digest.sha256(description.bytes()).prefix(32))
    }
}
