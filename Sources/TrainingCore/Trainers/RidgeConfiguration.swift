/// Ridge regression: least squares with a penalty on the squared coefficients.
///
/// Minimises Σ (y − b − xᵀw)² + l2 · Σ w²; `l2` is scikit-learn's `alpha`.
public struct RidgeConfiguration: Sendable, Equatable {
    /// 0 ... 1e12, default 1. 0 is least squares, by the shortest coefficients where several are best.
    public let l2: Double
    /// Whether b is fitted (and not penalised) or 0. Default true.
    public let fitIntercept: Bool

    public init(l2: Double = 1, fitIntercept: Bool = true) throws(ConfigurationError) {
        try ConfigurationError.check("l2", l2, in: 0...1e12)
        self.l2 = l2
        self.fitIntercept = fitIntercept
    }
}
