/// The states that a Map runs for each item.
public struct ItemProcessor: StateGraph, Sendable, Hashable {
    public var comment: String?
    /// Absent means inline.
    public var processorConfig: ProcessorConfig?
    public var startAt: String
    public var states: [String: State]

    public init(
        comment: String? = nil, processorConfig: ProcessorConfig? = nil, startAt: String, states: [String: State]
    ) {
        self.comment = comment
        self.processorConfig = processorConfig
        self.startAt = startAt
        self.states = states
    }

    public var isDistributed: Bool { processorConfig?.mode == .distributed }
}

/// How the iterations of a Map run.
public struct ProcessorConfig: Sendable, Hashable {
    public var mode: Mode
    /// Given for distributed processors, and only there.
    public var executionType: ExecutionType?

    public enum Mode: String, Sendable, CaseIterable {
        /// As part of the execution, in its history.
        case inline = "INLINE"
        /// Each as an execution of its own.
        case distributed = "DISTRIBUTED"
    }

    public enum ExecutionType: String, Sendable, CaseIterable {
        case standard = "STANDARD"
        case express = "EXPRESS"
    }

    public init(mode: Mode, executionType: ExecutionType? = nil) {
        self.mode = mode
        self.executionType = executionType
    }
}
