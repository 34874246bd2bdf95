import Foundation

/// Where a parameter's values come from, as the importance methods need to know it.
public enum ParameterDomain: Sendable, Equatable {
    /// Real numbers from low to high; on a log scale, or in steps from low.
    case real(low: Double, high: Double, isLog: Bool = false, step: Double? = nil)
    /// Whole numbers, in steps from low.
    case integer(low: Double, high: Double, isLog: Bool = false, step: Double = 1)
    /// `choices` values without an order, given by their index from 0.
    case categorical(choices: Int)

    /// Whether a value can be taken at all.
    var isValid: Bool {
        switch self {
        case .real(let low, let high, let isLog, let step):
            return Self.isRange(low, high, isLog) && (step.map { $0 > 0 && $0.isFinite } ?? true)
        case .integer(let low, let high, let isLog, let step):
            return Self.isRange(low, high, isLog) && step > 0 && step.isFinite
        case .categorical(let choices): return choices > 0
        }
    }

    /// Whether there is only one value, so that nothing can depend on it.
    var isSingle: Bool {
        switch self {
        case .real(let low, let high, _, let step): low == high || step.map { $0 > high - low } ?? false
        case .integer(let low, let high, let isLog, let step): low == high || (!isLog && step > high - low)
        case .categorical(let choices): choices == 1
        }
    }

    /// Whether a value can be put on the parameter's grid.
    func accepts(_ value: Double) -> Bool {
        switch self {
        case .real(_, _, let isLog, _), .integer(_, _, let isLog, _): value.isFinite && (!isLog || value > 0)
        case .categorical(let choices): value >= 0 && value < Double(choices) && value == value.rounded()
        }
    }

    private static func isRange(_ low: Double, _ high: Double, _ isLog: Bool) -> Bool {
        (high - low).isFinite && low <= high && (!isLog || low > 0)
    }
}
