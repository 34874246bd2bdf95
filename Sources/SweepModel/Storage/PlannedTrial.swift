/// A trial and the key by which its result is known anywhere.
public struct PlannedTrial: Sendable, Equatable, Codable {
    public var trial: Trial
    public var cacheKey: String

    public init(trial: Trial, cacheKey: String) {
        self.trial = trial
        self.cacheKey = cacheKey
    }
}
