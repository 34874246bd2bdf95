internal import JSON
internal import Reporting
internal import SweepModel

/// A sweep as CSV by RFC 4180: a row a trial in the order of the grid, every column in full precision.
///
/// Columns: what is known of the trial, then `metric.NAME`, then `parameter.NAME`. What a trial doesn't have is empty.
public struct SweepCSV: TextExport {
    private let sweep: ExportedSweep

    public init(_ sweep: ExportedSweep) { self.sweep = sweep }

    private static let columns = [
        "trial", "sweep", "rank", "index", "point", "seed", "status", "reason", "message", "exit_code", "signal",
        "started_at", "seconds", "cpu_seconds", "peak_memory_bytes", "lane", "attempt", "host", "model", "cached_from",
        "data_digest", "code_digest", "cache_key",
    ]

    public func write(_ emit: (String) throws -> Void) throws {
        let (metrics, parameters) = (sweep.metricNames, sweep.parameterNames)
        let header = Self.columns + metrics.map { "metric.\($0)" } + parameters.map { "parameter.\($0)" }
        try emit(CSVText.text([header]))
        for trial in sweep.trials {
            var known = TrialAttributes.scalars(of: trial)
            known["started_at"] = .number(trial.outcome.cost.startedAt)
            let values =
                Self.columns.map { known[$0] } + metrics.map { trial.metrics[$0].map(JSON.number) }
                + parameters.map { trial.parameters[$0] }
            try emit(CSVText.text([values.map(Self.text)]))
        }
    }

    private static func text(_ value: JSON?) -> String { value.map { $0.string ?? $0.text() } ?? "" }
}
