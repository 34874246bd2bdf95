import Foundation

/// Intervals for one proportion; each is `nil` for a confidence outside (0, 1), and lies within [0, 1].
extension Proportion {
    /// Wilson's score interval (JASA 22, 1927): (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n).
    public func wilson(confidence: Double = 0.95) -> ConfidenceInterval? {
        guard let z = Self.critical(confidence) else { return nil }
        let n = Double(count)
        let scale = 1 + z * z / n
        let centre = (rate + z * z / (2 * n)) / scale
        let half = z * (variance / n + z * z / (4 * n * n)).squareRoot() / scale
        return clipped(centre - half, centre + half)
    }

    /// Clopper & Pearson's exact interval (Biometrika 26, 1934), from the quantiles of Beta(x, n−x+1) and Beta(x+1, n−x).
    public func clopperPearson(confidence: Double = 0.95) -> ConfidenceInterval? {
        guard confidence > 0, confidence < 1 else { return nil }
        let tail = (1 - confidence) / 2
        let x = Double(successes)
        let n = Double(count)
        return clipped(
            BetaDistribution(x, n - x + 1)?.quantile(tail) ?? 0,
            BetaDistribution(x + 1, n - x)?.upperQuantile(tail) ?? 1)
    }

    /// Agresti & Coull's interval (American Statistician 52, 1998): Wald's with z²/2 more successes and z² more trials.
    public func agrestiCoull(confidence: Double = 0.95) -> ConfidenceInterval? {
        guard let z = Self.critical(confidence) else { return nil }
        let n = Double(count) + z * z
        let rate = (Double(successes) + z * z / 2) / n
        let half = z * (rate * (1 - rate) / n).squareRoot()
        return ConfidenceInterval(lower: max(0, rate - half), upper: min(1, rate + half))
    }

    /// z_{(1+confidence)/2}.
    static func critical(_ confidence: Double) -> Double? {
        confidence > 0 && confidence < 1 ? StandardNormal.upperQuantile((1 - confidence) / 2) : nil
    }

    /// Without a success the lower end is 0 exactly, without a failure the upper end is 1.
    private func clipped(_ lower: Double, _ upper: Double) -> ConfidenceInterval {
        ConfidenceInterval(
            lower: successes == 0 ? 0 : max(0, lower), upper: successes == count ? 1 : min(1, upper))
    }
}
