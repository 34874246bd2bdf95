import Foundation

/// McNemar's test: two classifiers on the same rows, where only the rows on which they disagree count.
///
/// McNemar (Psychometrika 12, 1947), Dietterich (Neural Computation 10, 1998), mid-p after Fagerland, Lydersen & Laake (2013).
public struct McNemarTest: Sendable, Equatable {
    /// Rows that only the first classifier has right.
    public let firstOnly: Int
    /// Rows that only the second has right.
    public let secondOnly: Int

    /// `nil` for a negative count or more rows than an `Int` holds.
    public init?(firstOnly: Int, secondOnly: Int) {
        guard firstOnly >= 0, secondOnly >= 0, !firstOnly.addingReportingOverflow(secondOnly).overflow else {
            return nil
        }
        self.firstOnly = firstOnly
        self.secondOnly = secondOnly
    }

    /// 2 · P(X ≤ min(b, c)) for X ~ Binomial(b + c, ½), at most 1; 1 without any disagreement.
    public var exactPValue: Double { min(1, 2 * tail) }

    /// 2 · P(X ≤ min(b, c)) − P(X = min(b, c)): exact, less half the point's mass on either side; 1 for equal counts.
    public var midPValue: Double {
        firstOnly == secondOnly ? 1 : 2 * tail - (binomial?.mass(min(firstOnly, secondOnly)) ?? 0)
    }

    /// (|b − c| − 1)²/(b + c), with the continuity correction; `nil` without any disagreement.
    public var chiSquare: Double? {
        let total = Double(firstOnly + secondOnly)
        guard total > 0 else { return nil }
        let distance = abs(Double(firstOnly) - Double(secondOnly)) - 1
        return distance * distance / total
    }

    /// The chi-square's p value with 1 degree of freedom; `nil` without any disagreement.
    public var chiSquarePValue: Double? {
        chiSquare.map { StandardNormal.twoSided($0.squareRoot()) }
    }

    private var binomial: Binomial? { Binomial(count: firstOnly + secondOnly, probability: 0.5) }
    private var tail: Double { binomial?.cumulative(min(firstOnly, secondOnly)) ?? .nan }
}
