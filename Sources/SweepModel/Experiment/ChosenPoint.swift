public import JSON

/// A point that is tried because somebody chose it, not because a grid has it.
public struct ChosenPoint: Sendable, Equatable {
    /// As a trial gets them: nested names unfolded into objects.
    public let parameters: JSON
    /// Where its trials run.
    public let lane: Lane

    public init(parameters: JSON, lane: Lane) {
        self.parameters = parameters
        self.lane = lane
    }
}
