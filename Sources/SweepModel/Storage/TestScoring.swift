/// That a test split was scored, by whom and why: `data/test-scorings/<split>/0001.json` and on, each made once.
///
/// It is stored before any test row is scored.
public struct TestScoring: Sendable, Equatable, Codable {
    /// The name of the JSON form, and its version.
    public static let schema = "stepsweep.test-scoring"
    public static let version = 1

    public var schema = TestScoring.schema
    public var version = TestScoring.version
    /// Counted from 1; `nil` before it is stored.
    public var number: Int?
    /// The confirmation's own id.
    public var confirmation: String
    /// What is confirmed.
    public var order: ConfirmationOrder
    public var seeds: [Int]
    public var by: String
    /// Seconds since 1970.
    public var at: Double
    /// Why once more; `nil` for the first time.
    public var why: String?
    /// Rows of the test part; `nil` for a user's program, and where the data could not be looked at.
    public var rows: Int?

    public init(
        confirmation: String, order: ConfirmationOrder, seeds: [Int], by: String, at: Double, why: String? = nil,
        rows: Int? = nil
    ) {
        self.confirmation = confirmation
        self.order = order
        self.seeds = seeds
        self.by = by
        self.at = at
        self.why = why
        self.rows = rows
    }
}
