public import SweepModel

/// How a sweep is to be judged.
public struct AnalysisOptions: Sendable, Equatable {
    /// 1 less the error rate over all comparisons with the best. Default: 0.95.
    public var confidence: Double
    /// What a simpler model has less of: `seconds`, a metric or a parameter. Without it `model_parameters` where every
    /// candidate has it, else `seconds`.
    public var simplicity: String?
    /// What counts beside the sweep's metric. Without any, the measure of simplicity.
    public var objectives: [Metric]
    /// Sweeps that run at this moment, of which only the caller knows.
    public var running: Set<String>

    public init(
        confidence: Double = 0.95, simplicity: String? = nil, objectives: [Metric] = [], running: Set<String> = []
    ) {
        self.confidence = confidence
        self.simplicity = simplicity
        self.objectives = objectives
        self.running = running
    }
}
