/// What all packs of a sweep share, read by every worker and by the reducer: `work.json`.
public struct WorkDocument: Sendable, Equatable, Codable {
    /// `name-0123abcd`: the file's name and the first digits of the compiled sweep's hash.
    public var sweep: String
    /// The file's `name`.
    public var name: String
    public var description: String?
    public var metric: Metric
    public var kind: Kind
    /// Trials planned, seeds and run cap counted.
    public var trialCount: Int
    /// Seeds of every point.
    public var seeds: [Int]
    /// The time limit of a trial in seconds, by lane name, on each lane that the sweep uses.
    public var trialTimeoutSeconds: [String: Int]
    /// More failed trials than this share, in percent, make the sweep fail.
    public var maxFailedPercent: Double
    /// The user's reduce command; argv.
    public var reduceCommand: [String]?
    /// SHA-256 of the user's program, or `builtin-<version>`.
    public var codeDigest: String
    /// `nil` for a sweep that confirms none.
    public var confirms: ConfirmationOrder?

    public enum Kind: Sendable, Equatable, Codable {
        /// `data` names the files as the sweep file does; their bytes lie under `StoreKey.data(digest, name: lastPathComponent)`.
        case builtIn(data: DataSource, dataDigest: String, targetDigest: String?)
        case command(CommandTemplate)
    }

    public init(
        sweep: String, name: String, description: String? = nil, metric: Metric, kind: Kind, trialCount: Int,
        seeds: [Int], trialTimeoutSeconds: [String: Int], maxFailedPercent: Double = 100,
        reduceCommand: [String]? = nil, codeDigest: String, confirms: ConfirmationOrder? = nil
    ) {
        self.sweep = sweep
        self.name = name
        self.description = description
        self.metric = metric
        self.kind = kind
        self.trialCount = trialCount
        self.seeds = seeds
        self.trialTimeoutSeconds = trialTimeoutSeconds
        self.maxFailedPercent = maxFailedPercent
        self.reduceCommand = reduceCommand
        self.codeDigest = codeDigest
        self.confirms = confirms
    }
}

extension WorkDocument {
    /// Whether models are scored on the test rows: in a confirmation alone.
    public var scoresTest: Bool { confirms?.scoresTest ?? false }
}
