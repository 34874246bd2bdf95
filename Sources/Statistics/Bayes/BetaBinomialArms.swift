import Foundation

/// Which of several arms has the highest rate, and what choosing another would lose, by Bayes' rule.
///
/// Rates are Beta(a + x, b + n − x). p_best = ∫ f_i Π_{j≠i} F_j, expected loss = ∫ F_i (1 − Π_{j≠i} F_j), both by quadrature over
/// the log-odds of the rate. To stop once a loss is small does not control false positives: say so.
public struct BetaBinomialArms: Sendable, Equatable {
    /// The probability that an arm has the highest rate; they sum to 1.
    public let bestProbabilities: [Double]
    /// E[max rate − the arm's rate], in the unit of the rate.
    public let expectedLosses: [Double]

    /// - Parameters:
    ///   - arms: successes of trials, 0 of 0 included.
    ///   - prior: Beta(1, 1), uniform, where not given.
    ///
    /// `nil` for no arms, counts that don't fit, or a prior that is not above 0 and finite.
    public init?(arms: [(successes: Int, count: Int)], prior: (a: Double, b: Double) = (1, 1)) {
        let posteriors = arms.compactMap { arm -> BetaDistribution? in
            guard arm.successes >= 0, arm.successes <= arm.count else { return nil }
            return BetaDistribution(prior.a + Double(arm.successes), prior.b + Double(arm.count - arm.successes))
        }
        guard !arms.isEmpty, posteriors.count == arms.count else { return nil }
        guard arms.count > 1 else { (bestProbabilities, expectedLosses) = ([1], [0]); return }
        let edges = Self.edges(posteriors)
        var best: [Double] = []
        var losses: [Double] = []
        for index in posteriors.indices {
            best.append(
                Quadrature.integral(over: edges, tolerance: 1e-13) { logOdds in
                    Self.values(posteriors, index, logOdds).best
                })
            losses.append(
                Quadrature.integral(over: edges, tolerance: 1e-14) { logOdds in
                    Self.values(posteriors, index, logOdds).loss
                })
        }
        let sum = best.reduce(0, +)
        bestProbabilities = best.map { $0 / sum }
        expectedLosses = losses
    }

    /// The integrands at a rate, times the derivative of the rate by its log-odds.
    private static func values(
        _ arms: [BetaDistribution], _ index: Int, _ logOdds: Double
    ) -> (best: Double, loss: Double) {
        let (x, y) = BetaDistribution.fromLogOdds(logOdds)
        var logarithm = 0.0
        for (other, arm) in arms.enumerated() where other != index {
            let tails = IncompleteBeta(arm.a, arm.b, x: x, y: y)
            logarithm += tails.lower < 0.5 ? log(tails.lower) : log1p(-tails.upper)
        }
        let own = arms[index]
        let best = IncompleteBeta.kernel(own.a, own.b, x: x, y: y) * exp(logarithm)
        let loss = IncompleteBeta(own.a, own.b, x: x, y: y).lower * -expm1(logarithm) * x * y
        return (best.isNaN ? 0 : best, loss.isNaN ? 0 : loss)
    }

    /// Panels that no arm's bulk can hide in: its centre and a few deviations beside it, in log-odds.
    private static func edges(_ arms: [BetaDistribution]) -> [Double] {
        var edges: Set<Double> = [-700, -100, -40, 40, 100, 700]
        for arm in arms {
            let centre = log(arm.a / arm.b)
            let deviation = (1 / arm.a + 1 / arm.b).squareRoot()
            for distance in [0, 1, 2, 4, 7, 11, 16.0] {
                edges.insert(centre - distance * deviation)
                edges.insert(centre + distance * deviation)
            }
        }
        return edges.filter { abs($0) <= 700 }.sorted()
    }
}
