/// What makes a sweep the confirmation of another one. Only `confirm` gives it: no sweep file can.
public struct ConfirmationOrder: Sendable, Equatable, Codable {
    /// The sweep whose points are trained again, under other seeds.
    public var sweep: String
    /// The trial of that sweep that stands for each point, in the order of the confirmation's points.
    public var trials: [String]
    /// Whether the models are scored on the test rows, too; a worker does so only where the store has the record of it.
    public var scoresTest: Bool

    public init(sweep: String, trials: [String], scoresTest: Bool) {
        self.sweep = sweep
        self.trials = trials
        self.scoresTest = scoresTest
    }
}
