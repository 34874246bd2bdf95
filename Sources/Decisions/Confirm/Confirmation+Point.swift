internal import JSON
internal import ResultStore
internal import Statistics
internal import SweepModel

extension Confirmation.Point {
    /// - Parameter trials: never empty.
    init(_ trial: String, _ trials: [RankedTrial], _ testMetric: Metric?) {
        let succeeded = trials.filter { $0.outcome.status == .succeeded }.sorted { $0.outcome.seed < $1.outcome.seed }
        self.trial = trial
        self.trials = succeeded.map(\.outcome.trial)
        parameters = trials.first?.outcome.parameters ?? [:]
        validation = Summary(of: succeeded.compactMap(\.value))
        test = testMetric.flatMap { metric in Summary(of: succeeded.compactMap { $0.allMetrics[metric.name] }) }
        failed = trials.count - succeeded.count
        seconds = trials.map(\.outcome.cost.seconds).reduce(0, +) / Double(trials.count)
    }
}

extension [Confirmation.Point] {
    /// Points without a score come last; equal ones keep their order.
    func sorted(by metric: Metric, _ testMetric: Metric?) -> [Confirmation.Point] {
        enumerated().sorted { left, right in
            left.element.isBetter(than: right.element, by: metric, testMetric)
                ?? (left.offset < right.offset)
        }.map(\.element)
    }
}

extension Confirmation.Point {
    /// By the test mean where there is one, then by the validation mean; `nil` for equal ones.
    func isBetter(than other: Confirmation.Point, by metric: Metric, _ testMetric: Metric?) -> Bool? {
        if let testMetric {
            if testMetric.isBetter(test?.mean, than: other.test?.mean) { return true }
            if testMetric.isBetter(other.test?.mean, than: test?.mean) { return false }
        }
        if metric.isBetter(validation?.mean, than: other.validation?.mean) { return true }
        if metric.isBetter(other.validation?.mean, than: validation?.mean) { return false }
        return nil
    }
}
