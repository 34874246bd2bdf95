internal import JSON
internal import SweepModel

/// What a sweep costs and takes on AWS, told before anything is spent: ranges, with what they are made of.
public struct PlanPrice: Sendable, Equatable, Codable {
    /// The name of the JSON form, and its version.
    public static let schema = "stepsweep.price"
    public static let version = 1

    public var schema = PlanPrice.schema
    public var version = PlanPrice.version
    public var sweep: String?
    public var region: String
    /// The date of the oldest price that was used; `nil` where there is none.
    public var pricesFrom: String?
    /// US dollars of all parts whose price is known. Least: everything works at once at the lowest price. Most: slow
    /// trials at the highest price, and every Spot host lost as often as attempts allow.
    public var usd: Plan.Range
    /// US dollars if every attempt of every pack ran until its time limit; `nil` where a lane's price is unknown.
    public var worstUSD: Double?
    public var seconds: Plan.Range
    public var parts: [Part]
    /// What has no price in the table, by name.
    public var unknown: [String]
    /// The size that was chosen, and two others.
    public var packSizes: [PackSize]
    public var submission: Submission
    public var budget: Budget?
    /// What no part counts.
    public var notCounted: [String]

    /// One line of the bill.
    public struct Part: Sendable, Equatable, Codable {
        /// A lane, or a service: `compute spot`, `Step Functions`.
        public var name: String
        /// `nil` where its price is unknown.
        public var usd: Plan.Range?
    }

    /// What packs of one size cost and take.
    public struct PackSize: Sendable, Equatable, Codable {
        /// Trials of the largest pack.
        public var trials: Int
        public var packs: Int
        public var isChosen: Bool
        public var usd: Plan.Range
        public var seconds: Plan.Range
    }

    /// How packs come to Batch.
    public struct Submission: Sendable, Equatable, Codable {
        public var packs: Int
        /// Submissions a second, of the whole account.
        public var perSecond: Double
        /// Seconds until the last pack can have been accepted.
        public var seconds: Double
    }

    /// `budget.max_usd` and what follows from it.
    public struct Budget: Sendable, Equatable, Codable {
        public var maxUSD: Double
        /// `fits`, `gate` or `refused`.
        public var verdict: String
        public var reason: String
    }

    public var verdict: BudgetVerdict {
        switch budget?.verdict {
        case nil: .noCap
        case "refused": .refused(budget?.reason ?? "")
        case "fits": .fits
        default: .gate
        }
    }

    /// The price as canonical JSON text, with a line break at its end.
    public func bytes() -> [UInt8] {
        // Finite numbers, texts and lists of these always encode.
        ((try? JSON(encoding: self)) ?? .null).bytes(.indented) + [UInt8(ascii: "\n")]
    }
}
