internal import JSON

/// A parameter's distribution, ready to be written for many trials.
struct OptunaParameter {
    let distribution: OptunaDistribution
    /// Optuna's JSON form of the distribution.
    let distributionText: String
    /// Of a categorical distribution's choices.
    private let places: [JSON: Int]

    /// - Parameter values: of all trials that have the parameter, at least one.
    init(of values: [JSON]) {
        distribution = OptunaDistribution(of: values)
        distributionText = distribution.json.text()
        guard case .categorical(let choices) = distribution else {
            places = [:]
            return
        }
        places = Dictionary(zip(choices, choices.indices)) { first, _ in first }
    }

    /// Optuna's number for a value of the parameter: a choice's place, or the number itself.
    func stored(_ value: JSON) -> Double {
        guard case .categorical = distribution else { return value.double ?? .nan }
        return Double(places[OptunaDistribution.choice(value)] ?? 0)
    }
}
