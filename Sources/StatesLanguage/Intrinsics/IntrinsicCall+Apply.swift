internal import JSON

extension IntrinsicCall {
    /// The function's value for `values`, whose number the parser has checked.
    func apply(to values: [JSON], _ randomBits: @escaping () -> UInt64) -> Result<JSON, IntrinsicProblem> {
        Result { () throws(IntrinsicProblem) -> JSON in
            switch function {
            case .format: try Self.format(dynamic: values)
            case .stringToJson: try Self.stringToJson(values[0])
            case .jsonToString: .string(values[0].text())
            case .array: .array(values)
            case .arrayPartition: try Self.arrayPartition(values[0], values[1])
            case .arrayContains: .bool(try Self.elements(values[0]).contains(values[1]))
            case .arrayRange: try Self.arrayRange(values[0], values[1], values[2])
            case .arrayGetItem: try Self.arrayGetItem(values[0], values[1])
            case .arrayLength: .integer(try Self.elements(values[0]).count)
            case .arrayUnique: try Self.arrayUnique(values[0])
            case .base64Encode: try Self.base64Encode(values[0])
            case .base64Decode: try Self.base64Decode(values[0])
            case .hash: try Self.hash(values[0], values[1])
            case .jsonMerge: try Self.jsonMerge(values[0], values[1], values[2])
            case .mathRandom: try Self.mathRandom(values, randomBits)
            case .mathAdd: try Self.mathAdd(values[0], values[1])
            case .stringSplit: try Self.stringSplit(values[0], values[1])
            case .uuid: Self.uuid(randomBits)
            }
        }
    }

    static func elements(_ value: JSON) throws(IntrinsicProblem) -> [JSON] {
        guard let elements = value.array else { throw IntrinsicProblem("expected an array, received `\(value)`") }
        return elements
    }

    static func text(_ value: JSON) throws(IntrinsicProblem) -> String {
        guard let text = value.string else { throw IntrinsicProblem("expected a string, received `\(value)`") }
        return text
    }

    /// The nearest whole number; halves go up, also below zero, as in Java.
    static func integer(_ value: JSON) throws(IntrinsicProblem) -> Int {
        guard let number = value.double, let whole = value.int ?? Int(exactly: (number + 0.5).rounded(.down)) else {
            throw IntrinsicProblem("expected a whole number, received `\(value)`")
        }
        return whole
    }
}
