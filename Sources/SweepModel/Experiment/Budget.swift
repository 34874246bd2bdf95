/// What a sweep may use up.
public struct Budget: Sendable, Equatable {
    /// A launch of more trials is refused. Default 10,000.
    public var maxTrials: Int
    /// The whole execution's time limit; it becomes the state machine's `TimeoutSeconds`. `nil`: one year, AWS's own.
    public var maxHours: Double?
    /// Failed trials above this share, in percent, make the sweep fail. Default 100: only a sweep without any good trial fails.
    public var maxFailedPercent: Double
    /// US dollars that the sweep may cost on AWS. `nil`: no cap. On a laptop nothing is billed, and nothing is capped.
    public var maxUSD: Double?

    public init(
        maxTrials: Int = 10_000, maxHours: Double? = nil, maxFailedPercent: Double = 100, maxUSD: Double? = nil
    ) {
        self.maxTrials = maxTrials
        self.maxHours = maxHours
        self.maxFailedPercent = maxFailedPercent
        self.maxUSD = maxUSD
    }
}
