import Foundation
import Statistics

extension VectorMethods {
    static let means: [(key: String, value: Function)] = [
        ("Welch t test", welch), ("Welch t from summary statistics", welchFromSummaries),
        ("Welch t with delta method", relativeWelch),
        ("one-sided guardrail t test", oneSided), ("CUPED", cuped),
    ]

    static func arm(_ value: VectorValue) -> ArmSummary? {
        value.list.isEmpty ? proportion(value).map { ArmSummary($0) } : ArmSummary(of: value.numbers)
    }

    static func effect(_ inputs: VectorValue, _ scale: EffectScale) -> EffectEstimate? {
        guard let control = arm(inputs["control"]), let treatment = arm(inputs["treatment"]) else { return nil }
        return EffectEstimate(control: control, treatment: treatment, scale: scale)
    }

    @Sendable private static func welch(_ inputs: VectorValue) -> [String: VectorValue] {
        let test = effect(inputs, .absolute).flatMap { WelchTTest(effect: $0) }
        return [
            "t": VectorValue(test?.t), "df": VectorValue(test?.degreesOfFreedom), "p": VectorValue(test?.pValue),
            "ci": interval(test?.interval(confidence: inputs["confidence"].number)),
        ]
    }

    @Sendable private static func welchFromSummaries(_ inputs: VectorValue) -> [String: VectorValue] {
        func arm(_ number: Int) -> ArmSummary? {
            ArmSummary(
                count: inputs["n\(number)"].int, mean: inputs["mean\(number)"].number,
                variance: pow(inputs["sd\(number)"].number, 2))
        }
        guard let first = arm(1), let second = arm(2), let effect = EffectEstimate(control: second, treatment: first)
        else { return [:] }
        let test = WelchTTest(effect: effect)
        return ["t": VectorValue(test?.t), "p": VectorValue(test?.pValue)]
    }

    @Sendable private static func relativeWelch(_ inputs: VectorValue) -> [String: VectorValue] {
        let test = effect(inputs, .relative).flatMap { WelchTTest(effect: $0) }
        let interval = test?.interval(confidence: 1 - inputs["alpha"].number)
        return [
            "estimate": VectorValue(test?.effect.estimate), "ci_low": VectorValue(interval?.lower),
            "ci_high": VectorValue(interval?.upper), "p_value": VectorValue(test?.pValue),
        ]
    }

    @Sendable private static func oneSided(_ inputs: VectorValue) -> [String: VectorValue] {
        let test = effect(inputs, .absolute).flatMap { WelchTTest(effect: $0) }
        let isLess = inputs["function"].string.contains("Lesser")
        return [
            "estimate": VectorValue(test?.effect.estimate),
            "p_value": VectorValue(isLess ? test?.pValueLess : test?.pValueGreater),
        ]
    }

    @Sendable private static func cuped(_ inputs: VectorValue) -> [String: VectorValue] {
        func arm(_ name: String) -> Cuped.Arm? {
            Cuped.Arm(outcomes: inputs[name]["y"].numbers, covariates: inputs[name]["x"].numbers)
        }
        guard let control = arm("control"), let treatment = arm("treatment") else { return [:] }
        let cuped = Cuped(control: control, treatment: treatment)
        return [
            "theta": VectorValue(cuped?.theta), "estimate": VectorValue(cuped?.test?.effect.estimate),
            "t": VectorValue(cuped?.test?.t), "p": VectorValue(cuped?.test?.pValue),
        ]
    }
}
