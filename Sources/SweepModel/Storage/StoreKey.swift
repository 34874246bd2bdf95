/// The names of objects in the store; the only place that spells them.
public enum StoreKey {
    /// The results of all sweeps in the store.
    public static let results = "results.sqlite"
    /// The user's own prices of AWS.
    public static let prices = "prices.json"
    /// Model versions, aliases, decisions and A/B tests.
    public static let registry = "registry.sqlite"
    /// What a model server saw: exposures, outcomes, times.
    public static let traffic = "traffic.sqlite"
    /// Which models answer whom: see `ServingDocument`.
    public static let serving = "serving/document.json"
    public static func sweep(_ sweep: String) -> String { "sweeps/\(sweep)/" }
    /// What belongs to the machine that launched the sweep.
    public static func localSettings(_ sweep: String) -> String { "sweeps/\(sweep)/local.json" }
    /// Where a sweep runs on AWS.
    public static func cloud(_ sweep: String) -> String { "sweeps/\(sweep)/aws.json" }
    /// What a sweep's programs get from outside, on AWS.
    public static func environment(_ sweep: String) -> String { "sweeps/\(sweep)/environment.json" }
    /// Its presence lets workers run failed trials again.
    public static func retryFailed(_ sweep: String) -> String { "sweeps/\(sweep)/retry-failed" }
    /// Its presence asks the sweep's engine to stop.
    public static func cancelRequest(_ sweep: String) -> String { "sweeps/\(sweep)/cancel" }
    /// Whether packs may still start: read by the machine's gate, written by launch and reducer.
    public static func control(_ sweep: String) -> String { "sweeps/\(sweep)/control.json" }
    /// Where a distributed map writes its results; one folder an execution.
    public static func mapResults(_ sweep: String, run: Int) -> String { "sweeps/\(sweep)/map-results/\(run)/" }
    public static func executionInput(_ sweep: String, run: Int) -> String {
        "sweeps/\(sweep)/executions/\(run)/input.json"
    }
    public static func executionResult(_ sweep: String, run: Int) -> String {
        "sweeps/\(sweep)/executions/\(run)/result.json"
    }
    /// What the reducer found as a Batch job, read by the machine.
    public static func decision(_ sweep: String, run: String) -> String {
        "sweeps/\(sweep)/executions/\(run)/decision.json"
    }
    public static func plan(_ sweep: String) -> String { "sweeps/\(sweep)/plan.json" }
    public static func stateMachine(_ sweep: String) -> String { "sweeps/\(sweep)/machine.asl.json" }
    public static func work(_ sweep: String) -> String { "sweeps/\(sweep)/work.json" }
    /// The list of packs of the execution numbered `run`: `[{"pack": "p0000", "lane": "spot"}, …]`.
    public static func manifest(_ sweep: String, run: Int) -> String { "sweeps/\(sweep)/manifests/\(run).json" }
    public static func packs(_ sweep: String) -> String { "sweeps/\(sweep)/packs/" }
    public static func pack(_ sweep: String, _ pack: String) -> String { "sweeps/\(sweep)/packs/\(pack).json" }
    public static func outcomes(_ sweep: String) -> String { "sweeps/\(sweep)/outcomes/" }
    public static func outcomes(_ sweep: String, pack: String) -> String { "sweeps/\(sweep)/outcomes/\(pack)/" }

    /// One flush of finished trials, a JSON line each; created once and never rewritten.
    ///
    /// Zero-padded, so that names sort in the order of generations and parts.
    public static func outcomes(_ sweep: String, pack: String, generation: Int, part: Int) -> String {
        outcomes(sweep, pack: pack) + padded(generation, 4) + "-" + padded(part, 6) + ".jsonl"
    }

    public static func leases(_ sweep: String) -> String { "sweeps/\(sweep)/leases/" }
    public static func lease(_ sweep: String, pack: String) -> String { "sweeps/\(sweep)/leases/\(pack).json" }
    public static func model(_ sweep: String, trial: String) -> String {
        "sweeps/\(sweep)/models/\(trial).safetensors"
    }
    public static func modelCard(_ sweep: String, trial: String) -> String { "sweeps/\(sweep)/models/\(trial).json" }
    /// Which sweeps confirm this one: an object each, made once.
    public static func confirmations(_ sweep: String) -> String { "sweeps/\(sweep)/confirmations/" }
    public static func confirmation(_ confirmation: String, of sweep: String) -> String {
        confirmations(sweep) + confirmation + ".json"
    }
    /// How often a test split was scored: an object each time, made once and never changed. See `TestSplit.id`. They lie with
    /// the data, which workers of every stack may read.
    public static func testScorings(_ split: String) -> String { allTestScorings + "\(split)/" }
    /// Of every split.
    public static let allTestScorings = "data/test-scorings/"
    /// - Parameter number: counted from 1.
    public static func testScoring(_ split: String, _ number: Int) -> String {
        testScorings(split) + padded(number, 4) + ".json"
    }
    /// A user's program keeps its checkpoints below this.
    public static func checkpoints(_ sweep: String, trial: String) -> String {
        "sweeps/\(sweep)/checkpoints/\(trial)/"
    }
    /// Workers read all that lies below.
    public static let dataFolder = "data/"
    /// A file of the sweep's data, by the SHA-256 of its bytes; `name` keeps the ending that tells its format.
    public static func data(_ digest: String, name: String) -> String { dataFolder + "\(digest)/\(name)" }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
