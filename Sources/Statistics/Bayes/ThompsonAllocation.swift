/// Shares of traffic by the probability of being best, with a floor for each arm.
public enum ThompsonAllocation {
    /// w = f + (1 − K f) p_best (Thompson, Biometrika 25, 1933, mixed with K equal shares).
    ///
    /// Data that were gathered so are adaptive: plain tests of them are broken.
    ///
    /// `nil` for no arms, a floor outside [0, 1/K], or probabilities that are negative, not finite, or sum to nothing near 1.
    public static func weights(bestProbabilities: [Double], floor: Double) -> [Double]? {
        let arms = Double(bestProbabilities.count)
        guard !bestProbabilities.isEmpty, floor >= 0, floor * arms <= 1 + 1e-12,
            bestProbabilities.allSatisfy({ $0 >= 0 && $0 <= 1 }), abs(bestProbabilities.reduce(0, +) - 1) < 1e-6
        else { return nil }
        return bestProbabilities.map { floor + max(0, 1 - arms * floor) * $0 }
    }
}
