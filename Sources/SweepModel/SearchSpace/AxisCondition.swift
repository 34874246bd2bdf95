internal import JSON

/// A condition whose tests look at digits instead of values.
struct AxisCondition: Sendable {
    private let tests: [Test]
    /// The axes that the tests look at, in no order.
    var axes: Set<Int> { Set(tests.map(\.axis)) }

    private struct Test: Sendable {
        let axis: Int
        let outcome: Outcome
    }

    private enum Outcome: Sendable {
        /// By digit.
        case table([Bool])
        /// Ranges of whole numbers may be too long for a table.
        case computed(ParameterValues, Condition.Comparison)
    }

    /// - Parameter axisOfParameter: by dotted name: the axis, and the parameter's place in it.
    /// - Throws: `SearchSpaceError.unknownParameter`.
    init(
        _ condition: Condition, axes: [Axis], axisOfParameter: [String: (axis: Int, place: Int)],
        clause: SearchSpaceError.Clause
    ) throws(SearchSpaceError) {
        var tests: [Test] = []
        for test in condition.tests {
            guard let (axis, place) = axisOfParameter[test.parameter] else {
                throw .unknownParameter(test.parameter, in: clause)
            }
            let values = axes[axis].parameters[place].values
            tests.append(Test(axis: axis, outcome: AxisCondition.outcome(of: test.comparison, on: values)))
        }
        self.tests = tests
    }

    private static func outcome(of comparison: Condition.Comparison, on values: ParameterValues) -> Outcome {
        switch values {
        case .list(let values): .table(comparison.outcomes(for: values))
        case .integers: .computed(values, comparison)
        }
    }

    /// Whether all tests hold; an axis that does not exist has the digit `Grid.absent` and meets none.
    func isMet(by digits: [Int]) -> Bool {
        tests.allSatisfy { test in
            let digit = digits[test.axis]
            guard digit != Grid.absent else { return false }
            return switch test.outcome {
            case .table(let table): table[digit]
            case .computed(let values, let comparison): comparison.isMet(by: values[digit])
            }
        }
    }
}
