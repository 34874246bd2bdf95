/// What all shards of a scoring share, read by every worker and by the reducer: `scoring.json`.
///
/// Equal inputs under equal arms have equal documents, and so equal ids.
public struct ScoringDocument: Sendable, Equatable, Codable {
    /// The name of the JSON form, and its version.
    public static let schema = "stepsweep.scoring"
    public static let version = 1

    public var schema = ScoringDocument.schema
    public var version = ScoringDocument.version
    /// `name-0123abcd`: the input's name, and the first digits of a hash over machine and document.
    public var scoring: String
    /// The input's file name.
    public var input: String
    /// SHA-256 of its bytes.
    public var inputDigest: String
    public var rows: Int
    /// The column that names each row's unit; `nil` where a row is known by its number, counted from 1.
    public var unitColumn: String?
    /// Rows that a shard has at most.
    public var shardRows: Int
    /// The A/B test that routed the rows; `nil` without one.
    public var test: String?
    /// Of the test, counted from 1.
    public var phase: Int
    public var mode: ServingDocument.Mode
    public var hashSeed: String
    /// The share of units that the test covered when the rows were routed.
    public var coverage: Double
    /// Those that answer rows, in the order of the serving document.
    public var arms: [ScoringArm]
    /// The classes of all arms, each once; empty where every arm predicts numbers.
    public var labels: [String]

    public init(
        scoring: String = "", input: String, inputDigest: String, rows: Int, unitColumn: String?, shardRows: Int,
        test: String?, phase: Int, mode: ServingDocument.Mode, hashSeed: String, coverage: Double, arms: [ScoringArm],
        labels: [String]
    ) {
        self.scoring = scoring
        self.input = input
        self.inputDigest = inputDigest
        self.rows = rows
        self.unitColumn = unitColumn
        self.shardRows = shardRows
        self.test = test
        self.phase = phase
        self.mode = mode
        self.hashSeed = hashSeed
        self.coverage = coverage
        self.arms = arms
        self.labels = labels
    }

    /// All shards in order: each arm's follow those of the arm before it.
    public var shards: [ScoringShard] {
        var shards: [ScoringShard] = []
        for arm in arms {
            for _ in 0..<arm.shards(of: shardRows) {
                shards.append(ScoringShard(shard: Self.shardName(shards.count), arm: arm.name))
            }
        }
        return shards
    }

    /// `s000017`: names sort in the order of numbers.
    public static func shardName(_ number: Int) -> String {
        let digits = String(number)
        return "s" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }

    /// The columns of the output.
    public var header: [String] {
        ["unit", "arm", "version", "prediction"] + labels.map { "probability_\($0)" }
    }
}

/// A model that answers rows of a scoring.
public struct ScoringArm: Sendable, Equatable, Codable {
    public var name: String
    /// The model version's number in the registry.
    public var version: Int
    /// The share of the test's units.
    public var weight: Double
    /// SHA-256 of the model's bytes.
    public var digest: String
    /// How many rows it answers.
    public var rows: Int

    public init(name: String, version: Int, weight: Double, digest: String, rows: Int) {
        self.name = name
        self.version = version
        self.weight = weight
        self.digest = digest
        self.rows = rows
    }

    /// How many shards its rows make.
    public func shards(of shardRows: Int) -> Int { rows / max(1, shardRows) + (rows % max(1, shardRows) == 0 ? 0 : 1) }
}

/// One item of the Map: rows that one arm answers.
public struct ScoringShard: Sendable, Hashable, Codable {
    public var shard: String
    public var arm: String

    public init(shard: String, arm: String) {
        self.shard = shard
        self.arm = arm
    }
}
