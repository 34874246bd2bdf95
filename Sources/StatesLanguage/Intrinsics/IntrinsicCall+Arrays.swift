internal import JSON

extension IntrinsicCall {
    /// The longest array that `States.ArrayRange` may make.
    private static let maximumRange = 1_000

    static func arrayPartition(_ array: JSON, _ size: JSON) throws(IntrinsicProblem) -> JSON {
        let elements = try elements(array)
        let size = try integer(size)
        guard size > 0 else { throw IntrinsicProblem("the size of a partition must be at least 1, received \(size)") }
        let starts = stride(from: 0, to: elements.count, by: size)
        return .array(
            starts.map { start in
                .array(Array(elements[start..<(elements.count - start > size ? start + size : elements.count)]))
            })
    }

    /// Both ends belong to the range.
    static func arrayRange(_ first: JSON, _ last: JSON, _ step: JSON) throws(IntrinsicProblem) -> JSON {
        let (first, last, step) = (try integer(first), try integer(last), try integer(step))
        guard step != 0 else { throw IntrinsicProblem("the step of a range must not be 0") }
        var elements: [JSON] = []
        var value = first
        while step > 0 ? value <= last : value >= last {
            guard elements.count < maximumRange else {
                throw IntrinsicProblem("a range may have at most \(maximumRange) elements")
            }
            elements.append(.integer(value))
            let (next, overflow) = value.addingReportingOverflow(step)
            if overflow { break }
            value = next
        }
        return .array(elements)
    }

    static func arrayGetItem(_ array: JSON, _ index: JSON) throws(IntrinsicProblem) -> JSON {
        let elements = try elements(array)
        let index = try integer(index)
        guard elements.indices.contains(index) else {
            throw IntrinsicProblem("the index \(index) is out of bounds for an array of \(elements.count) elements")
        }
        return elements[index]
    }

    /// Keeps the first of equal elements.
    static func arrayUnique(_ array: JSON) throws(IntrinsicProblem) -> JSON {
        var seen: Set<JSON> = []
        return .array(try elements(array).filter { seen.insert($0).inserted })
    }
}
