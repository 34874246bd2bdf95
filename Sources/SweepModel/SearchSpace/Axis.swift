internal import JSON

/// One digit of a point: a parameter, or several that are zipped.
struct Axis: Sendable {
    /// Sorted by name; never empty, with equally many values each.
    let parameters: [Parameter]
    let count: Int
    /// The digit of each listed value (a tuple where parameters are zipped), numbers normalised.
    private let digits: [JSON: Int]

    /// - Throws: `SearchSpaceError.repeatedValue`.
    init(_ parameters: [Parameter]) throws(SearchSpaceError) {
        self.parameters = parameters
        count = parameters[0].values.count
        var digits: [JSON: Int] = [:]
        if Axis.isListed(parameters) {
            for digit in 0..<count {
                let values = parameters.map { $0.values[digit].normalisingNumbers }
                guard digits.updateValue(digit, forKey: Axis.key(values)) == nil else {
                    throw .repeatedValue(parameters.map(\.name), Axis.key(values))
                }
            }
        }
        self.digits = digits
    }

    /// The first parameter's name: axes are sorted by it.
    var name: String { parameters[0].name }

    /// Zipped parameters share one condition.
    var condition: Condition? { parameters[0].condition }

    /// The digit at which this axis's parameters have the values that they have in `point`, or `nil`.
    func digit(in point: JSON) -> Int? {
        var values: [JSON] = []
        for parameter in parameters {
            guard let value = point[path: parameter.path] else { return nil }
            values.append(value.normalisingNumbers)
        }
        guard Axis.isListed(parameters) else { return parameters[0].values.rangeIndex(of: values[0]) }
        return digits[Axis.key(values)]
    }

    private static func key(_ values: [JSON]) -> JSON { values.count == 1 ? values[0] : .array(values) }

    /// A single range of whole numbers is computed; everything else is looked up.
    private static func isListed(_ parameters: [Parameter]) -> Bool {
        if parameters.count == 1, case .integers = parameters[0].values { return false }
        return true
    }
}

extension JSON {
    /// The value below nested objects, or `nil`.
    subscript(path path: [String]) -> JSON? {
        var value = self
        for name in path {
            guard let member = value[name] else { return nil }
            value = member
        }
        return value
    }
}
