/// Whether packs of a sweep may still start, and what that was judged by: `control.json`.
///
/// The state machine's gate reads `open` and `reason`; launch writes the object before anything starts, and the reducer replaces it by
/// compare-and-swap.
public struct ControlDocument: Sendable, Equatable, Codable {
    /// The name of the JSON form, and its version.
    public static let schema = "stepsweep.control"
    public static let version = 1

    public var schema = ControlDocument.schema
    public var version = ControlDocument.version
    public var open: Bool
    /// One sentence for a person: why the gate is open, or closed.
    public var reason: String
    public var limits: Limits
    public var usage: Usage
    /// Trials that had failed when the sweep was resumed: whoever resumed it knew of them. `nil` for none.
    public var forgivenTrials: Int?
    /// The number of the execution whose packs have all gone by; `nil` while one runs.
    public var endedRun: Int?

    public init(open: Bool = true, reason: String = "there is money left", limits: Limits, usage: Usage = Usage()) {
        self.open = open
        self.reason = reason
        self.limits = limits
        self.usage = usage
    }

    /// Whether another look could still close the gate for a pack.
    public var needsLooks: Bool { open && endedRun == nil }

    /// What may be spent, and what a pack may cost.
    public struct Limits: Sendable, Equatable, Codable {
        /// `budget.max_usd`.
        public var maxUSD: Double
        /// `budget.max_failed_percent`.
        public var maxFailedPercent: Double
        public var trials: Int
        public var packs: Int
        /// Packs in flight at once.
        public var width: Int
        /// US dollars of all but compute, at most.
        public var servicesUSD: Double
        /// By the lane's name.
        public var lanes: [String: LaneCost]

        public init(
            maxUSD: Double, maxFailedPercent: Double, trials: Int, packs: Int, width: Int, servicesUSD: Double,
            lanes: [String: LaneCost]
        ) {
            self.maxUSD = maxUSD
            self.maxFailedPercent = maxFailedPercent
            self.trials = trials
            self.packs = packs
            self.width = width
            self.servicesUSD = servicesUSD
            self.lanes = lanes
        }
    }

    /// What packs of one lane cost at the highest price.
    public struct LaneCost: Sendable, Equatable, Codable {
        public var usdPerSecond: Double
        /// US dollars that a pack in flight is reckoned with before others have ended: the plan's estimate.
        public var packUSD: Double

        public init(usdPerSecond: Double, packUSD: Double) {
            self.usdPerSecond = usdPerSecond
            self.packUSD = packUSD
        }
    }

    /// What was used when the reducer last looked.
    public struct Usage: Sendable, Equatable, Codable {
        /// US dollars of everything that ended, at the highest price.
        public var spentUSD: Double
        public var packsInFlight: Int
        /// US dollars that these may still cost.
        public var inFlightUSD: Double
        public var failedTrials: Int

        public init(spentUSD: Double = 0, packsInFlight: Int = 0, inFlightUSD: Double = 0, failedTrials: Int = 0) {
            self.spentUSD = spentUSD
            self.packsInFlight = packsInFlight
            self.inFlightUSD = inFlightUSD
            self.failedTrials = failedTrials
        }
    }
}
