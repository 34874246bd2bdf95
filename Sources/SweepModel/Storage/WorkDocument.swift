/// What all packs of a sweep share, read by every worker: `work.json`.
public struct WorkDocument: Sendable, Equatable, Codable {
    public var sweep: String
    public var metric: Metric
    public var kind: Kind
    /// The time limit of a trial on each lane that the sweep uses.
    public var trialTimeoutSeconds: [String: Int]
    /// SHA-256 of the user's program, or `builtin-<version>`.
    public var codeDigest: String

    public enum Kind: Sendable, Equatable, Codable {
        /// `data` names the file as the sweep file does; the bytes lie under `StoreKey.data(digest)`.
        case builtIn(data: DataSource, dataDigest: String, targetDigest: String?)
        case command(CommandTemplate)
    }

    public init(
        sweep: String, metric: Metric, kind: Kind, trialTimeoutSeconds: [String: Int], codeDigest: String
    ) {
        self.sweep = sweep
        self.metric = metric
        self.kind = kind
        self.trialTimeoutSeconds = trialTimeoutSeconds
        self.codeDigest = codeDigest
    }
}
