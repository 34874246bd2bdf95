import Foundation
import Statistics

extension VectorMethods {
    static let planning: [(key: String, value: Function)] = [
        ("sample size per arm, two proportions", proportionCounts), ("sample size, two means", meanCounts),
        ("power at fixed n", power), ("SRM chi-square", sampleRatio), ("sequential SRM", sequentialSampleRatio),
    ]

    @Sendable private static func proportionCounts(_ inputs: VectorValue) -> [String: VectorValue] {
        let (p1, p2) = (inputs["p1"].number, inputs["p2"].number)
        let design = TwoArmDesign(
            alpha: inputs["alpha"].number, power: inputs["power"].number,
            ratio: inputs["ratio"].isNull ? 1 : inputs["ratio"].number)
        let arcsine = design?.countArcsine(p1, p2)
        return [
            "h": VectorValue(TwoArmDesign.arcsineEffect(p1, p2)), "n_arcsine": VectorValue(arcsine),
            "n_arcsine_ceil": VectorValue(arcsine.map { $0.rounded(.up) }),
            "n_pooled_formula": VectorValue(design?.countFleissPooled(p1, p2)),
            "n_unpooled_formula": VectorValue(design?.countFleissUnpooled(p1, p2)),
        ]
    }

    @Sendable private static func meanCounts(_ inputs: VectorValue) -> [String: VectorValue] {
        let design = TwoArmDesign(
            alpha: inputs["alpha"].number, power: inputs["power"].number, ratio: inputs["ratio"].number)
        return [
            "n1_t": VectorValue(design?.countT(effect: inputs["d"].number)),
            "n1_z": VectorValue(design?.countZ(effect: inputs["d"].number)),
        ]
    }

    @Sendable private static func power(_ inputs: VectorValue) -> [String: VectorValue] {
        let (n, alpha) = (inputs["n"].number, inputs["alpha"].number)
        let (size, wanted) = (inputs["mde_n"].number, inputs["mde_power"].number)
        return [
            "power": VectorValue(Power.t(effect: inputs["d"].number, first: n, second: n, alpha: alpha)),
            // The exact effects are tested where their power is.
            "mde_d": VectorValue(
                PeerSearch.root { Power.z(effect: $0, first: size, second: size, alpha: alpha) - wanted }),
            "mde_d_t": VectorValue(
                PeerSearch.root { Power.t(effect: $0, first: size, second: size, alpha: alpha) - wanted }),
        ]
    }

    @Sendable private static func sampleRatio(_ inputs: VectorValue) -> [String: VectorValue] {
        let observed = inputs["observed"].isNull ? inputs["users"] : inputs["observed"]
        let test = SampleRatioTest(observed: observed.ints, weights: inputs["weights"].numbers)
        return [
            "chi2": VectorValue(test?.chiSquare), "p": VectorValue(test?.pValue), "p_value": VectorValue(test?.pValue),
            "flag_at_0_001": test.map { .bool($0.isMismatch) } ?? .null,
        ]
    }

    @Sendable private static func sequentialSampleRatio(_ inputs: VectorValue) -> [String: VectorValue] {
        var test = SequentialSampleRatioTest(
            weights: inputs["weights"].numbers, concentration: inputs["concentration"].number)
        let values = inputs["counts"].list.map { counts -> Double in
            test?.observe(counts.ints)
            return test?.pValue ?? .nan
        }
        return ["p_at": VectorValue(values), "log_bayes_factor": VectorValue(test?.logBayesFactor)]
    }
}
