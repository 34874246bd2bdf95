import Foundation
import Statistics

extension VectorMethods {
    static let sequential: [(key: String, value: Function)] = [
        ("mSPRT, normal data", mixtureOverTime), ("mSPRT closed form", mixtureAtOnce),
        ("normal-mixture uniform boundary", normalMixture), ("polynomial stitched boundary", stitched),
        ("asymptotic confidence sequence", asymptotic), ("Bernoulli confidence sequence", bernoulli),
    ]

    @Sendable private static func mixtureOverTime(_ inputs: VectorValue) -> [String: VectorValue] {
        guard
            var test = MixtureSequentialTest(
                sigma: inputs["sigma"].number, tau: inputs["tau"].number, nullDifference: inputs["theta0"].number)
        else { return [:] }
        var sum = 0.0
        var ratios: [VectorValue] = []
        var pValues: [VectorValue] = []
        for (index, pair) in zip(inputs["x"].numbers, inputs["y"].numbers).enumerated() {
            sum += pair.0 - pair.1
            let count = index + 1
            test.observe(count: count, difference: sum / Double(count))
            guard [1, 5, 10, 20, 40].contains(count) else { continue }
            let ratio = exp(test.logLikelihoodRatio(count: count, difference: sum / Double(count)))
            ratios.append(VectorValue([Double(count), ratio]))
            pValues.append(VectorValue([Double(count), test.pValue]))
        }
        return ["lambda_at": .list(ratios), "p_at": .list(pValues)]
    }

    @Sendable private static func mixtureAtOnce(_ inputs: VectorValue) -> [String: VectorValue] {
        var test = MixtureSequentialTest(sigma: inputs["sigma"].number, tau: inputs["tau"].number)
        let (count, difference) = (inputs["n_per_arm"].int, inputs["diff"].number)
        test?.observe(count: count, difference: difference)
        return [
            "lambda_": VectorValue(test.map { exp($0.logLikelihoodRatio(count: count, difference: difference)) }),
            "p": VectorValue(test?.pValue),
            "ci_half_width": VectorValue(test?.halfWidth(count: count, alpha: inputs["alpha"].number)),
        ]
    }

    @Sendable private static func normalMixture(_ inputs: VectorValue) -> [String: VectorValue] {
        let boundary = NormalMixtureBoundary(
            tightestAt: inputs["v_opt"].number, tightestAlpha: inputs["alpha_opt"].number,
            isOneSided: inputs["is_one_sided"].isTrue)
        return ["bound": VectorValue(boundary?.bound(at: inputs["v"].number, alpha: inputs["alpha"].number))]
    }

    @Sendable private static func stitched(_ inputs: VectorValue) -> [String: VectorValue] {
        let boundary = StitchedBoundary(
            smallestTime: inputs["v_min"].number, scale: inputs["c"].number, exponent: inputs["s"].number,
            epochRatio: inputs["eta"].number)
        return [
            "bound": .list(
                inputs["v"].numbers.map { VectorValue(boundary?.bound(at: $0, alpha: inputs["alpha"].number)) })
        ]
    }

    @Sendable private static func asymptotic(_ inputs: VectorValue) -> [String: VectorValue] {
        let scale: EffectScale = inputs["difference_type"].string == "relative" ? .relative : .absolute
        let sequence = effect(inputs, scale).flatMap {
            AsymptoticConfidenceSequence(
                effect: $0, alpha: inputs["alpha"].number, tightestAt: inputs["sequential_tuning_parameter"].number)
        }
        return [
            "estimate": VectorValue(sequence?.effect.estimate), "ci_low": VectorValue(sequence?.interval.lower),
            "ci_high": VectorValue(sequence?.interval.upper), "p_value": VectorValue(sequence?.pValue),
            "rho": VectorValue(sequence?.rho),
        ]
    }

    @Sendable private static func bernoulli(_ inputs: VectorValue) -> [String: VectorValue] {
        let sequence = proportion(inputs).flatMap {
            BernoulliConfidenceSequence(
                $0, alpha: inputs["alpha"].number, tightestAt: inputs["t_opt"].number,
                tightestAlpha: inputs["alpha_opt"].isNull ? 0.05 : inputs["alpha_opt"].number)
        }
        return ["ci": interval(sequence?.interval)]
    }
}
