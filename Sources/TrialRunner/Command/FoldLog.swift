/// The metrics that a program reports for each fold of its own cross-validation: the last value of each.
struct FoldLog {
    /// Fold numbers are below this, as for the built-in trainers.
    static let maximumFolds = 1_000

    private var values: [Int: [String: Double]] = [:]

    /// One entry a fold, in the order of their numbers, finite values only; empty where there is a `gap`.
    var metrics: [[String: Double]] { (complete ?? []).map { $0.filter(\.value.isFinite) } }

    /// Why the folds can't be told apart: they are counted from 0 or from 1, and none may be missing. `nil` where they can.
    var gap: String? {
        guard complete == nil else { return nil }
        let reported = values.keys.sorted().prefix(10).map(String.init).joined(separator: ", ")
        return
            "the metrics file has folds \(reported), counted neither from 0 nor from 1 without a gap; they are left out"
    }

    /// `nil` where there is a gap.
    private var complete: [[String: Double]]? {
        guard let first = values.keys.min() else { return [] }
        let folds = (first..<(first + values.count)).compactMap { values[$0] }
        return first <= 1 && folds.count == values.count ? folds : nil
    }

    /// Takes the values of one line.
    ///
    /// - Returns: why the line is passed over, or `nil` where it is not.
    mutating func report(_ pairs: [(name: String, value: Double)], fold: Double) -> String? {
        guard let number = Int(exactly: fold), (0..<Self.maximumFolds).contains(number) else {
            return "a line of the metrics file names fold \(fold), but folds are whole numbers from 0 to "
                + "\(Self.maximumFolds - 1); it is passed over"
        }
        var known = values[number] ?? [:]
        for (name, value) in pairs where name != "step" {
            guard known[name] != nil || known.count < MetricLog.maximumNames else { continue }
            known[name] = value
        }
        values[number] = known
        return nil
    }

    /// The trial's metrics: what it reported for itself, and for other names the mean over the folds, where every fold has one.
    func completing(_ own: [String: Double]) -> [String: Double] {
        guard let folds = complete, let first = folds.first else { return own }
        var metrics = own
        for name in first.keys where metrics[name] == nil && metrics.count < MetricLog.maximumNames {
            let found = folds.compactMap { $0[name] }
            if found.count == folds.count { metrics[name] = found.reduce(0, +) / Double(found.count) }
        }
        return metrics
    }
}
