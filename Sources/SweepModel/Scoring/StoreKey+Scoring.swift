/// Where a scoring's objects lie.
extension StoreKey {
    public static func scoring(_ scoring: String) -> String { "scorings/\(scoring)/" }
    public static func scoringDocument(_ scoring: String) -> String { "scorings/\(scoring)/scoring.json" }
    public static func scoringMachine(_ scoring: String) -> String { "scorings/\(scoring)/machine.asl.json" }
    /// The shards that the execution numbered `run` scores: `[{"shard": "s000000", "arm": "control"}, …]`.
    public static func scoringManifest(_ scoring: String, run: Int) -> String {
        "scorings/\(scoring)/manifests/\(run).json"
    }
    public static func scoringExecutions(_ scoring: String) -> String { "scorings/\(scoring)/executions/" }
    public static func scoringInput(_ scoring: String, run: Int) -> String {
        scoringExecutions(scoring) + "\(run)/input.json"
    }
    /// Where a distributed Map writes its results; one folder an execution.
    public static func scoringMapResults(_ scoring: String, run: Int) -> String {
        "scorings/\(scoring)/map-results/\(run)/"
    }
    /// An arm's model, copied, so that a promotion changes nothing of a scoring that runs.
    public static func scoringModel(_ scoring: String, digest: String) -> String {
        "scorings/\(scoring)/models/\(digest).safetensors"
    }
    /// Rows to score, as CSV: the row's number, its unit, and the features that the arm's model expects, in its order.
    public static func scoringShard(_ scoring: String, _ shard: String) -> String {
        "scorings/\(scoring)/shards/\(shard).csv"
    }
    public static func scoringResults(_ scoring: String) -> String { "scorings/\(scoring)/results/" }
    /// A scored shard: each line the row's number and its line of the output. Made once, and never changed.
    public static func scoringResult(_ scoring: String, _ shard: String) -> String {
        scoringResults(scoring) + shard + ".csv"
    }
    /// All rows in the input's order, once every shard is scored.
    public static func scoringOutput(_ scoring: String) -> String { "scorings/\(scoring)/output.csv" }
}
