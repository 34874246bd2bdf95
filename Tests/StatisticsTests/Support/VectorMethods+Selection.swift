import Statistics

extension VectorMethods {
    static let selection: [(key: String, value: Function)] = [
        ("one-standard-error rule", oneStandardError), ("Pareto front", pareto), ("hypervolume", hypervolume),
        ("PED-ANOVA", pedAnova), ("exact ANOVA of a grid", gridAnova),
    ]

    @Sendable private static func oneStandardError(_ inputs: VectorValue) -> [String: VectorValue] {
        let rule = OneStandardErrorRule(
            losses: inputs["loss_config_by_fold"].table, complexity: inputs["complexity"].numbers)
        return [
            "best": VectorValue(rule?.best), "threshold": VectorValue(rule?.threshold),
            "eligible": VectorValue(rule?.eligible), "chosen": VectorValue(rule?.chosen),
            "means": VectorValue(rule?.means), "se": VectorValue(rule?.standardErrors),
        ]
    }

    private static func directions(_ inputs: VectorValue, count: Int) -> [ObjectiveDirection] {
        inputs["directions"].isNull
            ? Array(repeating: .minimize, count: count)
            : inputs["directions"].list.map { $0.string == "maximize" ? .maximize : .minimize }
    }

    @Sendable private static func pareto(_ inputs: VectorValue) -> [String: VectorValue] {
        let front = ParetoFront.indices(of: inputs["values"].table, directions: directions(inputs, count: 2))
        return ["front": VectorValue(front)]
    }

    @Sendable private static func hypervolume(_ inputs: VectorValue) -> [String: VectorValue] {
        let reference = inputs["reference"].numbers
        let volume = Hypervolume.dominated(
            by: inputs["values"].table, reference: reference, directions: directions(inputs, count: reference.count))
        return ["hv": VectorValue(volume)]
    }

    @Sendable private static func pedAnova(_ inputs: VectorValue) -> [String: VectorValue] {
        let names = inputs["space"].fields.keys.sorted()
        let trials = inputs["trials"].list
        let parameters = names.map { name in
            let space = inputs["space"][name]
            return PedAnova.Parameter(
                domain: domain(space), values: trials.map { value($0["params"][name], in: space) })
        }
        let direction: ObjectiveDirection = inputs["direction"].string == "maximize" ? .maximize : .minimize
        let importance = try? PedAnova(
            parameters: parameters, objective: trials.map { $0["value"].number }, direction: direction)
        func named(_ values: [Double]?) -> VectorValue {
            .object(Dictionary(uniqueKeysWithValues: zip(names, (values ?? []).map { VectorValue($0) })))
        }
        return ["normalized": named(importance?.normalized), "raw": named(importance?.raw)]
    }

    private static func domain(_ space: VectorValue) -> ParameterDomain {
        let step = space["step"].isNull ? nil : space["step"].number
        switch space["type"].string {
        case "FloatDistribution":
            return .real(
                low: space["low"].number, high: space["high"].number, isLog: space["log"].isTrue, step: step)
        case "IntDistribution":
            return .integer(
                low: space["low"].number, high: space["high"].number, isLog: space["log"].isTrue, step: step ?? 1)
        default: return .categorical(choices: space["choices"].list.count)
        }
    }

    private static func value(_ value: VectorValue, in space: VectorValue) -> Double? {
        if value.isNull { return nil }
        return space["choices"].list.firstIndex(of: value).map(Double.init) ?? value.number
    }

    @Sendable private static func gridAnova(_ inputs: VectorValue) -> [String: VectorValue] {
        let anova = try? GridAnova(
            levels: inputs["levels"].list.map(\.ints), values: inputs["values"].numbers, order: inputs["order"].int)
        var answer = anova.map { ["residual": VectorValue($0.residualFraction)] } ?? [:]
        for effect in anova?.effects ?? [] {
            answer[effect.factors.map(String.init).joined(separator: "x")] = VectorValue(effect.fraction)
        }
        return answer
    }
}
