public import JSON

/// The schedule that lets the reducer look at the gate of one execution; on AWS alone.
public struct GateSchedule: Sendable, Equatable {
    /// EventBridge Scheduler's group of the stack.
    public var group: String
    /// At most 64 letters, digits, `-`, `_` and `.`.
    public var name: String

    public init(group: String, name: String) {
        self.group = group
        self.name = name
    }

    /// One schedule an execution, and one each time that it goes on: the end of one takes no other's away.
    ///
    /// - Parameter redrives: how often Step Functions has redriven the execution.
    public init(group: String, sweep: String, run: Int, redrives: Int = 0) {
        self.init(group: group, name: "\(sweep)-\(run)" + (redrives > 0 ? ".\(redrives)" : ""))
    }

    /// `nil` for a document that names none.
    public init?(json: JSON?) {
        guard let group = json?["group"]?.string, let name = json?["name"]?.string else { return nil }
        self.init(group: group, name: name)
    }

    public var json: JSON { ["group": .string(group), "name": .string(name)] }

    /// What the reducer gets each time.
    ///
    /// - Parameter store: the bucket's name.
    public func event(sweep: String, store: String) -> JSON {
        ["gate": true, "sweep": .string(sweep), "store": .string(store), "schedule": json]
    }
}
