import Statistics

extension VectorMethods {
    static let bayes: [(key: String, value: Function)] = [
        ("Beta-Binomial probability to be best", betaBinomial), ("Thompson", thompson),
        ("Gaussian-effect Bayesian test", gaussian),
    ]

    private static func posterior(_ inputs: VectorValue) -> BetaBinomialArms? {
        BetaBinomialArms(
            arms: inputs["arms"].list.map { ($0["x"].int, $0["n"].int) },
            prior: (inputs["prior"].numbers.first ?? 1, inputs["prior"].numbers.last ?? 1))
    }

    @Sendable private static func betaBinomial(_ inputs: VectorValue) -> [String: VectorValue] {
        let arms = posterior(inputs)
        return ["p_best": VectorValue(arms?.bestProbabilities), "expected_loss": VectorValue(arms?.expectedLosses)]
    }

    @Sendable private static func thompson(_ inputs: VectorValue) -> [String: VectorValue] {
        let weights = posterior(inputs).flatMap {
            ThompsonAllocation.weights(bestProbabilities: $0.bestProbabilities, floor: inputs["floor"].number)
        }
        return ["weights": VectorValue(weights)]
    }

    @Sendable private static func gaussian(_ inputs: VectorValue) -> [String: VectorValue] {
        let variance = inputs["prior_variance"]
        let prior =
            variance.isNull ? nil : EffectPosterior.Prior(mean: inputs["prior_mean"].number, variance: variance.number)
        let posterior = effect(inputs, prior == nil ? .absolute : .relative).flatMap {
            EffectPosterior(effect: $0, prior: prior)
        }
        return [
            "chance_to_win": VectorValue(posterior?.chanceToWin), "estimate": VectorValue(posterior?.mean),
            "ci": interval(posterior?.interval()), "risk_control": VectorValue(posterior?.riskOfControl),
            "risk_treatment": VectorValue(posterior?.riskOfTreatment),
        ]
    }
}
