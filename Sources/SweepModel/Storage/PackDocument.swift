/// The trials that one job trains: `packs/<pack>.json`.
public struct PackDocument: Sendable, Equatable, Codable {
    /// `p0000`, `p0001` …, unique in its sweep.
    public var pack: String
    public var lane: Lane
    public var trials: [PlannedTrial]

    public init(pack: String, lane: Lane, trials: [PlannedTrial]) {
        self.pack = pack
        self.lane = lane
        self.trials = trials
    }
}
