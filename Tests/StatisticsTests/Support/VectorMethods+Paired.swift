import Statistics

extension VectorMethods {
    static let paired: [(key: String, value: Function)] = [
        ("corrected resampled t", correctedResampled), ("McNemar", mcNemar), ("Friedman test", friedman),
        ("Wilcoxon signed rank", wilcoxon), ("Holm, Benjamini-Hochberg", adjustments),
    ]

    @Sendable private static func correctedResampled(_ inputs: VectorValue) -> [String: VectorValue] {
        let differences = zip(inputs["scores_a"].numbers, inputs["scores_b"].numbers).map { $1 - $0 }
        let test = CorrectedResampledTTest(differences: differences, runs: inputs["runs"].int)
        let posterior = test?.posterior(rope: inputs["rope"].number)
        return [
            "mean_diff": VectorValue(test?.test.mean), "corrected_var": VectorValue(test?.correctedVariance),
            "df": VectorValue(test?.test.degreesOfFreedom), "t": VectorValue(test?.test.t),
            "p": VectorValue(test?.test.pValue), "p_a_better": VectorValue(posterior?.below),
            "p_rope": VectorValue(posterior?.within), "p_b_better": VectorValue(posterior?.above),
        ]
    }

    @Sendable private static func mcNemar(_ inputs: VectorValue) -> [String: VectorValue] {
        let test = McNemarTest(firstOnly: inputs["b"].int, secondOnly: inputs["c"].int)
        return [
            "exact_p": VectorValue(test?.exactPValue), "mid_p": VectorValue(test?.midPValue),
            "chi2_cc": VectorValue(test?.chiSquare), "chi2_cc_p": VectorValue(test?.chiSquarePValue),
        ]
    }

    @Sendable private static func friedman(_ inputs: VectorValue) -> [String: VectorValue] {
        let test = FriedmanTest(
            scores: inputs["blocks_by_model"].table, higherIsBetter: inputs["higher_is_better"].isTrue)
        let alpha = inputs["alpha"].number
        return [
            "chi2": VectorValue(test?.chiSquare), "p": VectorValue(test?.pValue),
            "mean_ranks": VectorValue(test?.meanRanks),
            "q_alpha": VectorValue(test.flatMap { FriedmanTest.nemenyiQuantile(models: $0.models, alpha: alpha) }),
            "critical_difference": VectorValue(test?.nemenyiCriticalDifference(alpha: alpha)),
        ]
    }

    @Sendable private static func wilcoxon(_ inputs: VectorValue) -> [String: VectorValue] {
        let method: WilcoxonSignedRankTest.Method? =
            switch inputs["method"].string {
            case "exact": .exact
            case "approx": .normalApproximation
            default: nil
            }
        let differences = zip(inputs["a"].numbers, inputs["b"].numbers).map { $0 - $1 }
        let test = WilcoxonSignedRankTest(differences: differences, method: method)
        return ["W": VectorValue(test?.statistic), "p": VectorValue(test?.pValue)]
    }

    @Sendable private static func adjustments(_ inputs: VectorValue) -> [String: VectorValue] {
        let (p, alpha) = (inputs["p"].numbers, inputs["alpha"].number)
        return [
            "holm": VectorValue(MultipleTesting.holm.adjusted(p)),
            "holm_reject": VectorValue(MultipleTesting.holm.rejected(p, alpha: alpha)),
            "bh": VectorValue(MultipleTesting.benjaminiHochberg.adjusted(p)),
            "bh_reject": VectorValue(MultipleTesting.benjaminiHochberg.rejected(p, alpha: alpha)),
            "by": VectorValue(MultipleTesting.benjaminiYekutieli.adjusted(p)),
            "by_reject": VectorValue(MultipleTesting.benjaminiYekutieli.rejected(p, alpha: alpha)),
        ]
    }
}
