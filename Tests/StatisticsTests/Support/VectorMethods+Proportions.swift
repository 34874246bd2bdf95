import Statistics

extension VectorMethods {
    static let proportions: [(key: String, value: Function)] = [
        ("two-proportion z test", twoProportions), ("Wilson / Clopper-Pearson", oneProportion),
    ]

    static func proportion(_ value: VectorValue) -> Proportion? {
        let successes = value["x"].isNull ? value["sum"] : value["x"]
        return Proportion(successes: successes.int, count: value["n"].int)
    }

    @Sendable private static func twoProportions(_ inputs: VectorValue) -> [String: VectorValue] {
        guard let control = proportion(inputs["control"]), let treatment = proportion(inputs["treatment"]) else {
            return [:]
        }
        let difference = ProportionDifference(control: control, treatment: treatment)
        let confidence = 1 - inputs["alpha"].number
        return [
            "z_pooled": VectorValue(difference.pooled.z), "p_pooled": VectorValue(difference.pooled.pValue),
            "z_wald": VectorValue(difference.unpooled.z), "p_wald": VectorValue(difference.unpooled.pValue),
            "ci_diff": .object([
                "wald": interval(difference.wald(confidence: confidence)),
                "newcomb": interval(difference.newcombe(confidence: confidence)),
                "score": interval(difference.score(confidence: confidence)),
                "agresti-caffo": interval(difference.agrestiCaffo(confidence: confidence)),
            ]),
        ]
    }

    @Sendable private static func oneProportion(_ inputs: VectorValue) -> [String: VectorValue] {
        let rate = proportion(inputs)
        let confidence = 1 - inputs["alpha"].number
        return [
            "wilson": interval(rate?.wilson(confidence: confidence)),
            "beta": interval(rate?.clopperPearson(confidence: confidence)),
            "agresti_coull": interval(rate?.agrestiCoull(confidence: confidence)),
        ]
    }
}
