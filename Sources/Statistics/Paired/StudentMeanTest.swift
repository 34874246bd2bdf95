import Foundation

/// Whether a mean differs from zero, by Student's t: what the paired tests have in common.
public struct StudentMeanTest: Sendable, Equatable {
    /// In the unit of the differences.
    public let mean: Double
    /// The standard error of `mean`, in the same unit.
    public let standardError: Double
    public let degreesOfFreedom: Double

    /// `nil` for a mean that is not finite, a standard error that is negative or not finite, or no degrees of freedom.
    public init?(mean: Double, standardError: Double, degreesOfFreedom: Double) {
        guard mean.isFinite, standardError >= 0, standardError < .infinity, degreesOfFreedom > 0 else { return nil }
        self.mean = mean
        self.standardError = standardError
        self.degreesOfFreedom = degreesOfFreedom
    }

    /// mean / standard error. Without any spread it is 0 for a mean of 0, and otherwise infinite with the mean's sign.
    public var t: Double {
        if standardError > 0 { return mean / standardError }
        return mean == 0 ? 0 : (mean > 0 ? Double.infinity : -Double.infinity)
    }

    /// Two-sided; 1 for a mean of 0 without any spread.
    public var pValue: Double { StudentT(degreesOfFreedom: degreesOfFreedom)?.twoSided(t) ?? .nan }

    /// One-sided, against the alternative that the mean is above 0.
    public var pValueGreater: Double { StudentT(degreesOfFreedom: degreesOfFreedom)?.upperTail(t) ?? .nan }

    /// mean ± t_{ν, (1+confidence)/2} · standard error; `nil` for a confidence outside (0, 1).
    public func interval(confidence: Double = 0.95) -> ConfidenceInterval? {
        guard confidence > 0, confidence < 1, let student = StudentT(degreesOfFreedom: degreesOfFreedom) else {
            return nil
        }
        let half = standardError == 0 ? 0 : student.upperQuantile((1 - confidence) / 2) * standardError
        return ConfidenceInterval(lower: mean - half, upper: mean + half)
    }
}
