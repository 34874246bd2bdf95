public import JSON

extension SearchSpace {
    /// The space as one value: equal spaces have equal bytes, whatever the order in their files.
    public var definition: JSON {
        .object([
            "parameters": .array(parameters.map(\.definition)),
            "zip": .array(zips.map { .array($0.map(JSON.string)) }),
            "exclude": .array(excludes.map(\.definition)),
        ])
    }
}

extension Parameter {
    fileprivate var definition: JSON {
        .object([
            "path": .array(path.map(JSON.string)), "values": values.definition,
            "when": condition?.definition ?? .null,
        ])
    }
}

extension ParameterValues {
    fileprivate var definition: JSON {
        switch self {
        case .list(let values): JSON.array(values).normalisingNumbers
        case .integers(let first, let step, let count):
            .object(["first": .integer(first), "step": .integer(step), "count": .integer(count)])
        }
    }

    /// Whether all values are equal, as they may be in a zipped parameter.
    var isConstant: Bool {
        switch self {
        case .list(let values): values.allSatisfy { $0.isSame(as: values[0]) }
        case .integers(_, _, let count): count == 1
        }
    }
}
