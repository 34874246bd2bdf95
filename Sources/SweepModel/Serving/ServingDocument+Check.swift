extension ServingDocument {
    /// How far weights may add up to something else than 1: decimal fractions have no exact sum.
    static let weightTolerance = 1e-9

    /// What is wrong with a document that was read, in words; `nil` where it can be served.
    public var problem: String? {
        if schema != Self.schema { return "its schema is `\(schema)`, not `\(Self.schema)`" }
        if version != Self.version { return "its version is \(version); this program knows \(Self.version)" }
        if revision < 1 || phase < 1 {
            return "revision and phase are counted from 1, received \(revision) and \(phase)"
        }
        if arms.isEmpty { return "it has no arms" }
        if test != nil, arms.count < 2 { return "a test needs two arms or more, received \(arms.count)" }
        if Set(arms.map(\.name)).count < arms.count { return "two arms have one name" }
        if let arm = arms.first(where: { $0.name.isEmpty || !$0.name.utf8.allSatisfy(Self.isNamePart) }) {
            return "an arm's name has lower-case letters, digits and hyphens, received `\(arm.name)`"
        }
        if let arm = arms.first(where: { !($0.weight >= 0 && $0.weight <= 1) }) {
            return "the weight of `\(arm.name)` must be between 0 and 1, received \(arm.weight)"
        }
        let total = arms.map(\.weight).reduce(0, +)
        if abs(total - 1) > Self.weightTolerance { return "the arms' weights add up to \(total), not to 1" }
        return coverageProblem
    }

    private var coverageProblem: String? {
        if let step = coverage.first(where: { !($0.share > 0 && $0.share <= 1) || !$0.at.isFinite }) {
            return "a coverage must be greater than 0 and at most 1, received \(step.share)"
        }
        let isFalling = zip(coverage, coverage.dropFirst()).contains { $0.at >= $1.at || $0.share > $1.share }
        return isFalling ? "its coverage must never fall, with moments in order" : nil
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
        default: false
        }
    }
}
