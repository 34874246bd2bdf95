internal import TrainingCore

/// A training curve as an outcome holds it.
enum TrainingCurve {
    /// Columns of equal length by name, and `step`; at most `MetricLog.maximumRows`, evenly strided, the last point always.
    static func columns(_ points: [CurvePoint]) -> [String: [Double]] {
        guard let last = points.last else { return [:] }
        let stride = (points.count - 1) / MetricLog.maximumRows + 1
        var kept = points.indices.filter { $0 % stride == 0 }.map { points[$0] }
        if kept.last?.epoch != last.epoch { kept.append(last) }
        var columns = ["step": kept.map { Double($0.epoch) }]
        for name in last.metrics.keys where kept.allSatisfy({ $0.metrics[name]?.isFinite ?? false }) {
            columns[name] = kept.compactMap { $0.metrics[name] }
        }
        return columns
    }
}
