import Foundation

/// Outcomes freed from what a covariate of before the test explains, so that fewer observations are needed.
///
/// CUPED of Deng, Xu, Kohavi & Walker (WSDM 2013): θ = cov(Y, X)/var(X) over both arms together, and Y − θ (X − mean X) in the
/// place of Y.
public struct Cuped: Sendable, Equatable {
    /// 0 where the covariate is constant.
    public let theta: Double
    /// The adjusted outcomes.
    public let control: [Double]
    public let treatment: [Double]

    /// An outcome and its covariate, for each unit of one arm.
    public struct Arm: Sendable, Equatable {
        public let outcomes: [Double]
        public let covariates: [Double]

        /// `nil` for lengths that differ or a number that is not finite.
        public init?(outcomes: [Double], covariates: [Double]) {
            guard outcomes.count == covariates.count, outcomes.allSatisfy(\.isFinite),
                covariates.allSatisfy(\.isFinite)
            else { return nil }
            self.outcomes = outcomes
            self.covariates = covariates
        }
    }

    /// `nil` for no units at all.
    public init?(control: Arm, treatment: Arm) {
        let covariates = control.covariates + treatment.covariates
        let outcomes = control.outcomes + treatment.outcomes
        guard let x = Summary(of: covariates), let y = Summary(of: outcomes) else { return nil }
        var squares = 0.0
        var products = 0.0
        for (covariate, outcome) in zip(covariates, outcomes) {
            squares += (covariate - x.mean) * (covariate - x.mean)
            products += (covariate - x.mean) * (outcome - y.mean)
        }
        let theta = squares > 0 ? products / squares : 0
        func adjusted(_ arm: Arm) -> [Double] {
            zip(arm.outcomes, arm.covariates).map { $0 - theta * ($1 - x.mean) }
        }
        self.theta = theta
        self.control = adjusted(control)
        self.treatment = adjusted(treatment)
    }

    /// The adjusted outcomes by Welch's t; `nil` for fewer than 2 units in an arm.
    public var test: WelchTTest? {
        guard let first = ArmSummary(of: control), let second = ArmSummary(of: treatment),
            let effect = EffectEstimate(control: first, treatment: second)
        else { return nil }
        return WelchTTest(effect: effect)
    }
}
