/// Whose answers people get: read by every model server, the function in AWS and batch scoring; written by promotions and A/B tests.
///
/// It lies under `StoreKey.serving`, is replaced by compare-and-swap, and `revision` grows with each change. Which arm answers a unit
/// follows from the document alone: nobody keeps a list of who got what.
public struct ServingDocument: Sendable, Equatable, Codable {
    /// The name of the JSON form, and its version.
    public static let schema = "stepsweep.serving"
    public static let version = 1

    public var schema = ServingDocument.schema
    public var version = ServingDocument.version
    /// Counted from 1.
    public var revision: Int
    /// The id of the A/B test that runs; `nil` without one: then the first arm answers everybody.
    public var test: String?
    /// Counted from 1 within a test: other weights begin another phase, which is analysed apart.
    public var phase: Int
    public var mode: Mode
    /// Hashed with each unit's name; equal for all phases of a test.
    public var hashSeed: String
    /// Two or more in a test; the first is the control, which also answers units that are outside of the test.
    public var arms: [ServingArm]
    /// The share of units that the test covers from a moment on, in the order of time; never falling. Empty covers all.
    public var coverage: [CoverageStep]

    public enum Mode: String, Sendable, Codable, CaseIterable {
        /// Each unit gets the answer of its own arm.
        case split
        /// Everybody gets the control's answer; the other arms are asked, too, and compared with it.
        case shadow
    }

    /// From `at` (seconds since 1970) on, `share` (greater than 0, at most 1) of all units is in the test.
    public struct CoverageStep: Sendable, Equatable, Codable {
        public var at: Double
        public var share: Double

        public init(at: Double, share: Double) {
            self.at = at
            self.share = share
        }
    }

    public init(
        revision: Int, test: String? = nil, phase: Int = 1, mode: Mode = .split, hashSeed: String = "",
        arms: [ServingArm], coverage: [CoverageStep] = []
    ) {
        self.revision = revision
        self.test = test
        self.phase = phase
        self.mode = mode
        self.hashSeed = hashSeed
        self.arms = arms
        self.coverage = coverage
    }

    /// The share of units that the test covers at a moment, in seconds since 1970; 0 before the first step.
    public func coverage(at seconds: Double) -> Double {
        guard !coverage.isEmpty else { return 1 }
        return coverage.last { $0.at <= seconds }?.share ?? 0
    }
}

/// One of the models that may answer.
public struct ServingArm: Sendable, Equatable, Codable {
    /// Unique within its document: lower-case letters, digits and hyphens.
    public var name: String
    /// The model version's number in the registry.
    public var version: Int
    /// The share of the test's units, between 0 and 1; all arms' weights add up to 1.
    public var weight: Double
    public var model: Backend

    public enum Backend: Sendable, Equatable, Codable {
        /// A built-in model: its object in the store and the SHA-256 of its bytes.
        case builtIn(key: String, digest: String)
        /// A program that is started once and answers a line of JSON with a line of JSON.
        case command([String])
        /// An address that is sent what the server was sent.
        case http(url: String)
    }

    public init(name: String, version: Int, weight: Double, model: Backend) {
        self.name = name
        self.version = version
        self.weight = weight
        self.model = model
    }
}
