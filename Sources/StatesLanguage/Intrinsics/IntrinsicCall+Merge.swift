internal import JSON

extension IntrinsicCall {
    /// Members of the second object win. AWS has no deep merge, so neither have we.
    static func jsonMerge(_ first: JSON, _ second: JSON, _ isDeep: JSON) throws(IntrinsicProblem) -> JSON {
        guard let first = first.object, let second = second.object else {
            throw IntrinsicProblem("expected two objects to merge")
        }
        guard isDeep == .bool(false) else {
            throw IntrinsicProblem(
                "only shallow merging is supported: the third argument must be false, received `\(isDeep)`")
        }
        return .object(first.merging(second) { _, new in new })
    }
}
