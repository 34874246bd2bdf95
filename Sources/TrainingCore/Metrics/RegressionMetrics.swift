/// How good predicted values are; every number is scikit-learn's of the same name.
public enum RegressionMetrics {
    /// `rmse`, `mae`, `mse` and `r2`; the last is left out when the true values don't vary.
    ///
    /// - Parameters:
    ///   - predicted, truth: of equal length, at least one row.
    public static func all(predicted: [Double], truth: [Double]) -> [String: Double] {
        let count = Double(max(1, truth.count))
        let losses = squaredErrors(predicted: predicted, truth: truth)
        let mse = losses.reduce(0, +) / count
        let absolute = zip(predicted, truth).reduce(0) { $0 + abs($1.0 - $1.1) } / count
        let mean = truth.reduce(0, +) / count
        let variance = truth.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
        var metrics = ["mse": mse, "rmse": mse.squareRoot(), "mae": absolute]
        if variance > 0 { metrics["r2"] = 1 - mse / variance }
        return metrics
    }

    /// (predicted − true)² of each row.
    public static func squaredErrors(predicted: [Double], truth: [Double]) -> [Double] {
        zip(predicted, truth).map { ($0 - $1) * ($0 - $1) }
    }
}
