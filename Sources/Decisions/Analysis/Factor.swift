internal import JSON
internal import Statistics

/// One parameter of a pool as the importance methods see it.
struct Factor {
    let name: String
    /// [candidate], `nil` where a point does not have the parameter.
    let values: [JSON?]
    /// Distinct values in a fixed order: numbers by size, then others by their text.
    let levels: [JSON]

    init(_ name: String, _ rows: [LeaderboardRow]) {
        self.name = name
        values = rows.map { $0.parameters[name] }
        levels = Set(values.compactMap { $0 }).sorted { left, right in
            switch (left.double, right.double) {
            case (let left?, let right?): left < right
            case (_?, nil): true
            case (nil, _?): false
            case (nil, nil): left.text() < right.text()
            }
        }
    }

    /// Whole numbers, other numbers (on a log scale where their ratios are more even than their steps), or choices.
    var domain: ParameterDomain {
        let numbers = levels.compactMap(\.double)
        guard numbers.count == levels.count, let low = numbers.first, let high = numbers.last, numbers.count > 1 else {
            return .categorical(choices: max(1, levels.count))
        }
        let isLog = Self.isLogarithmic(numbers)
        return levels.allSatisfy { $0.int != nil }
            ? .integer(low: low, high: high, isLog: isLog) : .real(low: low, high: high, isLog: isLog)
    }

    var parameter: PedAnova.Parameter {
        let domain = domain
        return PedAnova.Parameter(domain: domain, values: values.map { number($0, in: domain) })
    }

    /// [candidate], the place of each value among the levels; `nil` where a point has none.
    var levelIndices: [Int]? {
        let places = Dictionary(zip(levels, levels.indices), uniquingKeysWith: { first, _ in first })
        let indices = values.compactMap { $0.flatMap { places[$0] } }
        return indices.count == values.count ? indices : nil
    }

    private func number(_ value: JSON?, in domain: ParameterDomain) -> Double? {
        guard let value else { return nil }
        if case .categorical = domain { return levels.firstIndex(of: value).map(Double.init) }
        return value.double
    }

    /// At least three positive numbers over a factor of ten or more, whose ratios vary less than their steps.
    private static func isLogarithmic(_ numbers: [Double]) -> Bool {
        guard numbers.count > 2, let low = numbers.first, let high = numbers.last, low > 0, high >= 10 * low else {
            return false
        }
        let steps = zip(numbers, numbers.dropFirst()).map { $1 - $0 }
        let ratios = zip(numbers, numbers.dropFirst()).map { $1 / $0 }
        return variation(ratios) < variation(steps)
    }

    /// The largest over the smallest.
    private static func variation(_ numbers: [Double]) -> Double {
        guard let low = numbers.min(), let high = numbers.max(), low > 0 else { return .infinity }
        return high / low
    }
}
