public import JSON

/// A stack as `DescribeStacks` tells it.
public struct Stack: Sendable, Equatable {
    public let name: String
    /// The ARN: it also names a stack that is gone.
    public let id: String
    public let status: StackStatus
    public let statusReason: String?
    public let outputs: [String: String]
    public let parameters: [String: String]

    /// `nil` for a document that is no stack.
    public init?(_ document: JSON) {
        guard let name = document["StackName"]?.string, let id = document["StackId"]?.string,
            let status = document["StackStatus"]?.string
        else { return nil }
        self.name = name
        self.id = id
        self.status = StackStatus(status)
        statusReason = document["StackStatusReason"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        outputs = Self.pairs(document["Outputs"], "OutputKey", "OutputValue")
        parameters = Self.pairs(document["Parameters"], "ParameterKey", "ParameterValue")
    }

    private static func pairs(_ list: JSON?, _ key: String, _ value: String) -> [String: String] {
        let pairs = (list?.array ?? []).compactMap { entry in
            entry[key]?.string.map { ($0, entry[value]?.string ?? "") }
        }
        return Dictionary(pairs) { first, _ in first }
    }
}
