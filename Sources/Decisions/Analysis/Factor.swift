internal import Foundation
internal import JSON
internal import Statistics

/// One parameter of a pool as the importance methods see it.
struct Factor {
    let name: String
    /// [candidate], `nil` where a point does not have the parameter.
    private let values: [JSON?]
    /// Each distinct value's place: those of the candidates by their first appearance.
    private let places: [JSON: Int]
    /// Where the values of all points come from, of those without a score, too.
    let domain: ParameterDomain

    /// - Parameter unscored: what points that failed tried, which belongs to the parameter's range.
    init(_ name: String, _ rows: [LeaderboardRow], unscored: [[String: JSON]] = []) {
        self.name = name
        values = rows.map { $0.parameters[name] }
        var places: [JSON: Int] = [:]
        for value in values { if let value, places[value] == nil { places[value] = places.count } }
        self.places = places
        domain = Self.domain(of: Set(places.keys).union(unscored.compactMap { $0[name] }), places.count)
    }

    var parameter: PedAnova.Parameter {
        let isCategorical = if case .categorical = domain { true } else { false }
        return PedAnova.Parameter(
            domain: domain,
            values: values.map { value in
                guard let value else { return nil }
                return isCategorical ? places[value].map(Double.init) : value.double
            })
    }

    /// [candidate], the place of each value among the distinct ones; `nil` where a point has none.
    var levelIndices: [Int]? {
        let indices = values.compactMap { $0.flatMap { places[$0] } }
        return indices.count == values.count ? indices : nil
    }

    /// What Optuna is told of such values: whole numbers up to 2⁵³, other numbers, or else choices.
    private static func domain(of distinct: Set<JSON>, _ choices: Int) -> ParameterDomain {
        let numbers = distinct.compactMap(\.double).sorted()
        let wholes = distinct.compactMap { value in if case .integer(let whole) = value { whole } else { nil } }
        guard numbers.count == distinct.count, let low = numbers.first, let high = numbers.last,
            (high - low).isFinite, wholes.allSatisfy({ $0.magnitude <= 1 << 53 })
        else { return .categorical(choices: max(choices, distinct.count, 1)) }
        let isLog = NumberScale.isLogarithmic(numbers)
        return wholes.count == distinct.count
            ? .integer(low: low, high: high, isLog: isLog) : .real(low: low, high: high, isLog: isLog)
    }
}
