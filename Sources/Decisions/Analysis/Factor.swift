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
        let isLog = isLogarithmic(numbers)
        return wholes.count == distinct.count
            ? .integer(low: low, high: high, isLog: isLog) : .real(low: low, high: high, isLog: isLog)
    }

    /// Whether sorted, distinct numbers lie more evenly by their logarithms: the largest distance from even spacing decides. Two are
    /// even either way: a factor of ten or more makes them logarithmic.
    static func isLogarithmic(_ numbers: [Double]) -> Bool {
        guard let low = numbers.first, let high = numbers.last, low > 0, low < high else { return false }
        guard numbers.count > 2 else { return high / low >= 10 }
        return unevenness(numbers.map { log($0) }) < unevenness(numbers) - 1e-9
    }

    private static func unevenness(_ numbers: [Double]) -> Double {
        guard let first = numbers.first, let last = numbers.last, last > first else { return 0 }
        return numbers.enumerated().reduce(0) { most, entry in
            let even = Double(entry.offset) / Double(numbers.count - 1)
            return max(most, abs((entry.element - first) / (last - first) - even))
        }
    }
}
