internal import JSON
public import SweepModel

/// What a sweep will do, told before anything is spent: the document behind `stepsweep plan`, and `plan.json` in the
/// store.
///
/// It holds no date, machine or target, so that two runs over the same files give equal bytes.
public struct Plan: Sendable, Equatable, Codable {
    /// The name of the JSON form, and its version.
    public static let schema = "stepsweep.plan"
    public static let version = 1

    public var schema = Plan.schema
    public var version = Plan.version
    public var name: String
    public var size: Size
    /// `false` for more trials than `budget.max_trials`: such a sweep is counted and described, and has no packs.
    public var launchable: Bool
    /// Why it can't be launched; `nil` where it can.
    public var refusal: String?
    /// `nil`, like all below, where the sweep can't be launched.
    public var sweep: String?
    public var packing: Packing?
    public var lanes: [LanePlan]?
    public var map: MapPlan?
    public var reduce: ReducePlan?
    public var time: TimePlan?
    /// `nil` without `budget.max_usd`.
    public var budget: BudgetPlan?
    public var digests: Digests?

    /// The plan as canonical JSON text, with a line break at its end.
    public func bytes() -> [UInt8] {
        // A plan is finite numbers, texts and lists of these, which always encode.
        let json = (try? JSON(encoding: self)) ?? .null
        return json.bytes() + [UInt8(ascii: "\n")]
    }

    /// How many trials, and where they come from.
    public struct Size: Sendable, Equatable, Codable {
        /// Points of the grid before `exclude`; 2⁶³ − 1 stands for that many or more.
        public var gridPoints: Int
        /// Points that `exclude` leaves.
        public var points: Int
        /// `false` where `exclude` or the grid is too large to count: `points` is then a bound.
        public var isExact: Bool
        public var seeds: Int
        /// `run_cap`, where the file has one.
        public var runCap: Int?
        public var trials: Int
        /// `budget.max_trials`.
        public var maxTrials: Int
    }

    /// Which trials share a job.
    public struct Packing: Sendable, Equatable, Codable {
        public var packs: Int
        /// `packs.size` or `planner`.
        public var chosenBy: String
        public var reason: String
        public var groups: [Group]
        public var alternatives: [Alternative]

        /// Trials of one lane and one trainer.
        public struct Group: Sendable, Equatable, Codable {
            public var lane: Lane
            /// `nil` for a user's command.
            public var trainer: String?
            public var trials: Int
            public var packs: Int
            /// Trials of the largest pack.
            public var packSize: Int
            /// Seconds of one core, estimated.
            public var trialSeconds: Double
            /// Seconds of one core for the largest pack, estimated.
            public var packSeconds: Double
        }

        /// Another way to cut the sweep.
        public struct Alternative: Sendable, Equatable, Codable {
            /// Trials of the largest pack.
            public var packSize: Int
            public var packs: Int
            /// Seconds of one core for the longest pack, estimated.
            public var packSeconds: Double
            /// What speaks for it and against it.
            public var reason: String
        }
    }

    /// One lane in use.
    public struct LanePlan: Sendable, Equatable, Codable {
        public var lane: Lane
        public var trials: Int
        public var packs: Int
        /// As the service gives them: Fargate has fixed sizes, Batch whole processors.
        public var vcpus: Double
        public var memoryMiB: Int
        public var gpus: Int
        /// Attempts of a pack whose host was lost.
        public var attempts: Int
        /// The lane of one last attempt after lost Spot hosts.
        public var lastAttemptOn: Lane?
        /// Seconds.
        public var trialTimeoutSeconds: Int
        /// Seconds; of one attempt of a pack.
        public var attemptTimeoutSeconds: Int
        /// Why its GPU is of no use, by estimate; `nil` where it may be, and without one.
        public var gpuWarning: String?
        /// `ecs` or `batch`: what starts the packs of a Fargate lane; `nil` on the others, which are Batch's, and in plans of before
        /// there was a choice, where it was ECS.
        public var service: LaneService?
        /// Why that one.
        public var serviceReason: String?
        /// The `service` that the sweep file asks for; `nil` where it leaves the choice.
        public var askedService: LaneService?

        /// Packs are ECS tasks, and Batch jobs where not.
        public var isTask: Bool { lane.isFargate && service != .batch }
    }

    /// How the Map runs, and the bounds that were proved before anything is spent.
    public struct MapPlan: Sendable, Equatable, Codable {
        /// `INLINE` or `DISTRIBUTED`.
        public var mode: String
        public var reason: String
        public var maxConcurrency: Int
        /// Packs that really are in flight at once.
        public var width: Int
        /// Of the execution's history, retries counted.
        public var historyEvents: Bound
        /// Of one pack's own execution; only in `DISTRIBUTED`.
        public var packHistoryEvents: Bound?
        /// Of the largest state.
        public var payloadBytes: Bound
        /// Which state and side that is.
        public var largestPayload: String
        public var definitionBytes: Bound
        /// Submissions that come at once at the start.
        public var firstBurst: Int
        /// Seconds until the last of the first burst is accepted, at the account's submit rate.
        public var burstSeconds: Double
        /// Submissions a second once the burst is over, estimated.
        public var steadySubmitsPerSecond: Double
        /// Batch's limit, of a whole account.
        public var submitLimitPerSecond: Double
    }

    /// What ranks the outcomes on AWS.
    public struct ReducePlan: Sendable, Equatable, Codable {
        /// `lambda` or `batch`.
        public var service: ReduceService
        public var reason: String
        /// Bytes of this sweep in `results.sqlite`, estimated.
        public var databaseBytes: Int
        /// Seconds from the last pack's end to the answer, estimated.
        public var seconds: Range
        /// Of the Batch job; `nil` for Lambda, like what follows.
        public var memoryMiB: Int?
        /// Seconds; of one attempt of the job.
        public var attemptTimeoutSeconds: Int?
    }

    /// A proved bound beside its limit.
    public struct Bound: Sendable, Equatable, Codable {
        public var atMost: Int
        public var limit: Int
    }

    /// What it takes, as ranges: an estimate is a guess with a reason.
    public struct TimePlan: Sendable, Equatable, Codable {
        /// What the figures rest on.
        public var assumption: String
        /// Seconds of one core for all trials.
        public var workSeconds: Range
        /// Seconds from start to end on AWS, with starts of hosts and containers.
        public var awsSeconds: Range
        /// Seconds on a machine with two free cores.
        public var twoCoreSeconds: Range
    }

    /// A cap on the bill.
    public struct BudgetPlan: Sendable, Equatable, Codable {
        /// `budget.max_usd`.
        public var maxUSD: Double
        /// A gate stands in front of each pack.
        public var isGated: Bool
        /// Why there is one, or why not.
        public var reason: String
    }

    public struct Range: Sendable, Equatable, Codable {
        public var least: Double
        public var most: Double

        public init(least: Double, most: Double) {
            self.least = least
            self.most = most
        }
    }

    /// SHA-256 of what is run and what it is run on.
    public struct Digests: Sendable, Equatable, Codable {
        public var machine: String
        public var work: String
        /// Over all packs in order.
        public var packs: String
        /// The user's program, or the built-in trainers' version.
        public var code: String
        public var data: String?
        public var targetData: String?
    }
}
