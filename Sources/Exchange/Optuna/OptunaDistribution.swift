internal import Decisions
internal import Foundation
internal import JSON

/// What Optuna must know of a parameter: from where to where its values go, or which there are.
///
/// A store keeps the values that trials had, not the sweep file, so that the range is theirs.
enum OptunaDistribution: Equatable {
    case float(low: Double, high: Double, isLogarithmic: Bool)
    case integer(low: Int, high: Int, isLogarithmic: Bool)
    /// Optuna stores a choice by its place.
    case categorical([JSON])

    /// Optuna keeps every value as a 64-bit float, which holds whole numbers up to 2⁵³ exactly.
    private static let largestInteger = 1 << 53

    /// - Parameter values: of all trials that have the parameter, at least one; whole numbers written as such.
    init(of values: [JSON]) {
        var distinct: [JSON] = []
        var seen: Set<JSON> = []
        for value in values where seen.insert(value).inserted { distinct.append(value) }
        let integers = distinct.compactMap(Self.integer)
        let numbers = distinct.compactMap(\.double).sorted()
        if integers.count == distinct.count, let low = integers.min(), let high = integers.max() {
            self = .integer(low: low, high: high, isLogarithmic: NumberScale.isLogarithmic(numbers))
        } else if numbers.count == distinct.count, let low = numbers.first, let high = numbers.last,
            (high - low).isFinite, distinct.allSatisfy(Self.isExact)
        {
            self = .float(low: low, high: high, isLogarithmic: NumberScale.isLogarithmic(numbers))
        } else {
            var known: Set<JSON> = []
            self = .categorical(distinct.map(Self.choice).filter { known.insert($0).inserted })
        }
    }

    /// Optuna's own JSON form.
    var json: JSON {
        switch self {
        case .float(let low, let high, let isLogarithmic):
            [
                "name": "FloatDistribution",
                "attributes": [
                    "low": .number(low), "high": .number(high), "log": .bool(isLogarithmic), "step": .null,
                ],
            ]
        case .integer(let low, let high, let isLogarithmic):
            [
                "name": "IntDistribution",
                "attributes": [
                    "low": .integer(low), "high": .integer(high), "log": .bool(isLogarithmic), "step": 1,
                ],
            ]
        case .categorical(let choices):
            ["name": "CategoricalDistribution", "attributes": ["choices": .array(choices)]]
        }
    }

    /// Optuna's choices are texts, numbers, booleans and `null`: a list or an object becomes its JSON text.
    static func choice(_ value: JSON) -> JSON {
        switch value {
        case .array, .object: .string(value.text())
        default: value
        }
    }

    private static func integer(_ value: JSON) -> Int? {
        guard case .integer(let number) = value, isExact(value) else { return nil }
        return number
    }

    private static func isExact(_ value: JSON) -> Bool {
        guard case .integer(let number) = value else { return true }
        return (-largestInteger...largestInteger).contains(number)
    }
}
