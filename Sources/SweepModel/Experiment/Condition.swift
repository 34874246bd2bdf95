public import JSON

/// Tests on a trial's parameters, all of which must hold: `{optimizer: sgd, learning_rate: {gt: 0.1}}`.
public struct Condition: Sendable, Equatable {
    /// Sorted by parameter name, then by the comparison's text; never empty.
    public var tests: [Test]

    public init(tests: [Test]) {
        self.tests = tests.sorted { ($0.parameter, $0.comparison.text) < ($1.parameter, $1.comparison.text) }
    }

    /// One comparison with the value of a parameter; a parameter that is absent from a point meets no test.
    public struct Test: Sendable, Equatable {
        /// The dotted name of a nested parameter.
        public var parameter: String
        public var comparison: Comparison

        public init(_ parameter: String, _ comparison: Comparison) {
            self.parameter = parameter
            self.comparison = comparison
        }
    }

    public enum Comparison: Sendable, Equatable {
        case equals(JSON)
        case notEquals(JSON)
        case oneOf([JSON])
        case noneOf([JSON])
        case lessThan(Double)
        case lessThanOrEqual(Double)
        case greaterThan(Double)
        case greaterThanOrEqual(Double)
    }
}
