public import JSON

/// Something that happened to one resource of a stack.
public struct StackEvent: Sendable, Equatable {
    public let id: String
    /// As CloudFormation writes it: `2026-11-24T12:31:07.123Z`.
    public let time: String
    public let resource: String
    public let type: String
    public let status: String
    public let reason: String
    /// Whether the stack itself is the resource.
    public let isOfStack: Bool

    /// `nil` for a document that is no event.
    public init?(_ document: JSON) {
        guard let id = document["EventId"]?.string, let status = document["ResourceStatus"]?.string else { return nil }
        func text(_ name: String) -> String { document[name]?.string ?? "" }
        self.id = id
        self.status = status
        time = text("Timestamp")
        resource = text("LogicalResourceId")
        type = text("ResourceType")
        reason = text("ResourceStatusReason")
        isOfStack = type == "AWS::CloudFormation::Stack" && text("PhysicalResourceId") == text("StackId")
    }

    /// The beginning of what CloudFormation did last: a person asked for it.
    var beginsOperation: Bool {
        isOfStack && ["CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", "DELETE_IN_PROGRESS"].contains(status)
    }

    /// A failure of its own, not the wake of another one.
    var isCause: Bool {
        status.hasSuffix("_FAILED") && !isOfStack && !reason.lowercased().contains("cancelled")
    }

    /// `12:31:07  CREATE_FAILED  Bucket (bucket)  the reason`; the time is UTC.
    public var line: String {
        let clock = time.split(separator: "T").last.map { String($0.prefix(8)) } ?? time
        let what = isOfStack ? "\(resource) (the stack)" : "\(resource) (\(ResourceWords.words(for: type)))"
        let said = reason.isEmpty ? "" : "  " + reason.split(separator: "\n").joined(separator: " ")
        return "\(clock)  \(status.padded(to: 35))\(what)\(said)"
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        count >= width ? self + " " : self + String(repeating: " ", count: width - count)
    }
}
