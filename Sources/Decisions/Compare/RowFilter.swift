internal import Foundation
internal import JSON

/// A condition on a row, such as `validation_accuracy>0.95`, `optimizer=adam` or `status!=failed`.
///
/// Numbers compare as numbers, other values as text. A row that has nothing in the column meets no condition.
public struct RowFilter: Sendable, Equatable {
    /// As it was written.
    public let text: String
    public let column: String
    let comparison: Comparison
    let value: JSON

    enum Comparison: String, CaseIterable {
        // The longer signs first, so that `>=` is not read as `>`.
        case greaterOrEqual = ">="
        case lessOrEqual = "<="
        case notEqual = "!="
        case doubleEqual = "=="
        case greater = ">"
        case less = "<"
        case equal = "="

        var isOrder: Bool { [.greaterOrEqual, .lessOrEqual, .greater, .less].contains(self) }
    }

    /// - Throws: `DecisionError.invalidFilter`.
    public init(_ text: String) throws(DecisionError) {
        guard let start = text.firstIndex(where: { "<>=!".contains($0) }) else {
            throw .invalidFilter(text: text, problem: "it has none of = != < <= > >=")
        }
        guard let comparison = Comparison.allCases.first(where: { text[start...].hasPrefix($0.rawValue) }) else {
            throw .invalidFilter(text: text, problem: "`!` must be followed by `=`")
        }
        let column = text[..<start].trimmingCharacters(in: .whitespaces)
        let value = text[start...].dropFirst(comparison.rawValue.count).trimmingCharacters(in: .whitespaces)
        guard !column.isEmpty else { throw .invalidFilter(text: text, problem: "it names no column") }
        guard !value.isEmpty else { throw .invalidFilter(text: text, problem: "it has nothing to compare with") }
        self.text = text
        self.column = column
        self.comparison = comparison
        self.value = ((try? JSON(parsing: value)) ?? .string(value)).normalisingNumbers
        if comparison.isOrder, self.value.double == nil {
            throw .invalidFilter(text: text, problem: "`\(comparison.rawValue)` needs a number, received `\(value)`")
        }
    }

    func matches(_ found: JSON?) -> Bool {
        guard let found else { return false }
        switch comparison {
        case .equal, .doubleEqual: return isEqual(found)
        case .notEqual: return !isEqual(found)
        default:
            guard let left = found.double, let right = value.double else { return false }
            switch comparison {
            case .greater: return left > right
            case .greaterOrEqual: return left >= right
            case .less: return left < right
            default: return left <= right
            }
        }
    }

    /// `l2=0.1` finds a number, `name=1e3` also the text `1e3`.
    private func isEqual(_ found: JSON) -> Bool {
        if let left = found.double, let right = value.double { return left == right }
        if let text = found.string { return text == value.string ?? self.text.valueText(behind: comparison) }
        return found.normalisingNumbers == value
    }
}

extension String {
    /// The text behind the comparison's sign.
    fileprivate func valueText(behind comparison: RowFilter.Comparison) -> String {
        range(of: comparison.rawValue).map { self[$0.upperBound...].trimmingCharacters(in: .whitespaces) } ?? self
    }
}
