public import Foundation
public import JSON

/// One line of an execution's history.
public struct HistoryEvent: Sendable, Hashable {
    /// Counts from 1 in each execution. Iterations of a distributed Map are executions of their own.
    public let id: Int
    /// The event that led to this one; 0 for the first.
    public let previousEventId: Int
    /// Kept in the journal to the millisecond.
    public let timestamp: Date
    public let type: EventType
    /// Which child execution the event belongs to: the distributed iterations around it, outermost first. Empty for the
    /// execution that was started.
    public let execution: [IterationStep]
    /// What happened, as the event's type has it: `name` and `input` of a state, `error` and `cause` of a failure.
    public let details: [String: JSON]

    public init(
        id: Int, previousEventId: Int, timestamp: Date, type: EventType, execution: [IterationStep] = [],
        details: [String: JSON] = [:]
    ) {
        self.id = id
        self.previousEventId = previousEventId
        self.timestamp = timestamp
        self.type = type
        self.execution = execution
        self.details = details
    }
}

extension HistoryEvent {
    /// The event as one object, as a journal keeps it.
    public var json: JSON {
        var members: [String: JSON] = [
            "id": .integer(id), "previousEventId": .integer(previousEventId), "type": .string(type.rawValue),
            "timestamp": .string(timestamp.iso8601Milliseconds), "details": .object(details),
        ]
        if !execution.isEmpty {
            members["execution"] = .array(
                execution.map { ["stateName": .string($0.stateName), "index": .integer($0.index)] })
        }
        return .object(members)
    }

    /// `nil` where the object is not an event.
    public init?(json: JSON) {
        guard let id = json["id"]?.int, let previous = json["previousEventId"]?.int,
            let type = json["type"]?.string.flatMap(EventType.init), let details = json["details"]?.object,
            let timestamp = json["timestamp"]?.string.flatMap(Date.init(iso8601Milliseconds:))
        else { return nil }
        let steps = (json["execution"]?.array ?? []).compactMap { step -> IterationStep? in
            guard let name = step["stateName"]?.string, let index = step["index"]?.int else { return nil }
            return IterationStep(stateName: name, index: index)
        }
        self.init(
            id: id, previousEventId: previous, timestamp: timestamp, type: type, execution: steps, details: details)
    }
}
