import Foundation

/// Intervals for a difference of proportions; each is `nil` for a confidence outside (0, 1).
extension ProportionDifference {
    /// d ± z · standard error: too short for few trials, and empty for 0 of n in both arms.
    public func wald(confidence: Double = 0.95) -> ConfidenceInterval? {
        Proportion.critical(confidence).map {
            ConfidenceInterval(lower: estimate - $0 * standardError, upper: estimate + $0 * standardError)
        }
    }

    /// Newcombe's method 10 (Statistics in Medicine 17, 1998), from the ends l, u of both arms' Wilson intervals:
    /// d − √((p₂−l₂)² + (u₁−p₁)²) to d + √((u₂−p₂)² + (p₁−l₁)²). The default: it holds for 0 of n, too.
    public func newcombe(confidence: Double = 0.95) -> ConfidenceInterval? {
        guard let first = control.wilson(confidence: confidence),
            let second = treatment.wilson(confidence: confidence)
        else { return nil }
        let (p1, p2) = (control.rate, treatment.rate)
        return ConfidenceInterval(
            lower: estimate - hypot(p2 - second.lower, first.upper - p1),
            upper: estimate + hypot(second.upper - p2, p1 - first.lower))
    }

    /// Agresti & Caffo's interval (American Statistician 54, 2000): Wald's with one more success and failure in each arm.
    public func agrestiCaffo(confidence: Double = 0.95) -> ConfidenceInterval? {
        guard let first = control.withOneMoreOfEach, let second = treatment.withOneMoreOfEach else { return nil }
        return ProportionDifference(control: first, treatment: second).wald(confidence: confidence)
    }

    /// Miettinen & Nurminen's score interval (Statistics in Medicine 4, 1985): the differences δ whose
    /// (d − δ)/√(variance under δ · N/(N−1)) lies within ±z, the proportions under δ being the likeliest ones.
    public func score(confidence: Double = 0.95) -> ConfidenceInterval? {
        guard let z = Proportion.critical(confidence) else { return nil }
        return ConfidenceInterval(
            lower: crossing(of: z, from: -1, to: estimate), upper: crossing(of: -z, from: estimate, to: 1))
    }

    /// Where the score falls through `level`, by halving to neighbouring numbers.
    private func crossing(of level: Double, from lowest: Double, to highest: Double) -> Double {
        var (lower, upper) = (lowest, highest)
        for _ in 0..<200 {
            let middle = lower + (upper - lower) / 2
            if middle <= lower || middle >= upper { break }
            if score(at: middle) > level { lower = middle } else { upper = middle }
        }
        return lower + (upper - lower) / 2
    }

    private func score(at difference: Double) -> Double {
        let (first, second) = likeliestRates(at: difference)
        let (n1, n2) = (Double(control.count), Double(treatment.count))
        let variance = (first * (1 - first) / n1 + second * (1 - second) / n2) * (n1 + n2) / (n1 + n2 - 1)
        let distance = estimate - difference
        return variance > 0 ? distance / variance.squareRoot() : (distance == 0 ? 0 : distance * .infinity)
    }

    /// The root of the likelihood's cubic in the control's rate that lies in [0, 1], trigonometrically.
    private func likeliestRates(at difference: Double) -> (Double, Double) {
        let (n1, n2) = (Double(control.count), Double(treatment.count))
        let (x1, x2) = (Double(control.successes), Double(treatment.successes))
        let count = n1 + n2
        let c2 = ((n2 + 2 * n1) * difference - count - x1 - x2) / (3 * count)
        let c1 = ((x1 * difference - count - 2 * x1) * difference + x1 + x2) / count
        let c0 = x1 * difference * (1 - difference) / count
        let q = c2 * c2 * c2 - c1 * c2 / 2 + c0 / 2
        let p = (q < 0 ? -1 : 1) * max(0, c2 * c2 - c1 / 3).squareRoot()
        let cosine = p == 0 ? 0 : min(1, max(-1, q / (p * p * p)))
        let rate = 2 * p * cos((Double.pi + acos(cosine)) / 3) - c2
        let low = max(0, -difference)
        let first = min(max(rate, low), min(1, 1 - difference))
        return (first, min(1, max(0, first + difference)))
    }
}

extension Proportion {
    fileprivate var withOneMoreOfEach: Proportion? {
        count < Int.max - 2 ? Proportion(successes: successes + 1, count: count + 2) : nil
    }
}
