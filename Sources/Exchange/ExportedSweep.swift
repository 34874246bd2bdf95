internal import Decisions
public import JSON
public import ResultStore
internal import SweepModel

/// What a store knows of one sweep, in the order of its grid.
public struct ExportedSweep: Sendable {
    public let summary: SweepSummary
    /// By index in the grid, then by id; without curves, folds and losses.
    public let trials: [ExportedTrial]
    private let results: ResultStore

    /// - Throws: `DecisionError.unknownSweep`; `ResultStoreError`.
    public init(of sweep: String, in results: ResultStore) throws {
        guard let summary = try results.sweep(sweep) else { throw DecisionError.unknownSweep(sweep) }
        self.summary = summary
        self.results = results
        let ranked = try results.rankedTrials(of: sweep)
        trials = ranked.sorted { left, right in
            (left.outcome.index, left.outcome.trial) < (right.outcome.index, right.outcome.trial)
        }.map(ExportedTrial.init)
    }

    /// A trial's outcome with curve, fold metrics and validation losses: read one by one, so that many fit in little memory.
    func details(of trial: ExportedTrial) throws -> TrialOutcome {
        try results.trial(trial.outcome.trial, of: summary.sweep) ?? trial.outcome
    }

    /// The names of all metrics: the sweep's own first, then the others, sorted.
    var metricNames: [String] {
        let names = trials.reduce(into: Set<String>()) { $0.formUnion($1.metrics.keys) }
        return [summary.metric.name] + names.subtracting([summary.metric.name]).sorted()
    }

    /// The dotted names of all parameters that any trial has, sorted.
    var parameterNames: [String] { trials.reduce(into: Set<String>()) { $0.formUnion($1.parameters.keys) }.sorted() }
}

/// A trial with its parameters by dotted name.
public struct ExportedTrial: Sendable {
    public let ranked: RankedTrial
    /// Whole numbers written as fractions are whole numbers here.
    public let parameters: [String: JSON]

    init(_ ranked: RankedTrial) {
        self.ranked = ranked
        parameters = ParameterNames.flatten(ranked.outcome.parameters)
    }

    var outcome: TrialOutcome { ranked.outcome }

    /// The trial's own, and what the sweep's reduce command added.
    var metrics: [String: Double] { outcome.metrics.merging(ranked.derivedMetrics) { own, _ in own } }
}
