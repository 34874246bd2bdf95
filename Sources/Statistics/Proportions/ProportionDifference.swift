import Foundation

/// The difference of two proportions, treatment − control.
public struct ProportionDifference: Sendable, Equatable {
    public let control: Proportion
    public let treatment: Proportion

    public init(control: Proportion, treatment: Proportion) {
        self.control = control
        self.treatment = treatment
    }

    public var estimate: Double { treatment.rate - control.rate }

    /// A z statistic and its two-sided p value.
    public struct Test: Sendable, Equatable {
        /// Without any spread 0 for no difference, and otherwise infinite with the difference's sign.
        public let z: Double
        public let pValue: Double

        init(_ difference: Double, error: Double) {
            z = error > 0 ? difference / error : (difference == 0 ? 0 : difference * .infinity)
            pValue = StandardNormal.twoSided(z)
        }
    }

    /// z = d/√(p̄(1−p̄)(1/n₁ + 1/n₂)) with p̄ of both arms together: the test of equal proportions.
    public var pooled: Test {
        let count = Double(control.count) + Double(treatment.count)
        let rate = (Double(control.successes) + Double(treatment.successes)) / count
        let inverse = 1 / Double(control.count) + 1 / Double(treatment.count)
        return Test(estimate, error: (rate * (1 - rate) * inverse).squareRoot())
    }

    /// Wald's z = d/√(p₁(1−p₁)/n₁ + p₂(1−p₂)/n₂).
    public var unpooled: Test { Test(estimate, error: standardError) }

    /// √(p₁(1−p₁)/n₁ + p₂(1−p₂)/n₂).
    public var standardError: Double {
        (control.variance / Double(control.count) + treatment.variance / Double(treatment.count)).squareRoot()
    }
}
