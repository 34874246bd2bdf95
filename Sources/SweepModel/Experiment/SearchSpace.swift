public import JSON

/// The grid of a sweep: indexed, never materialised.
public struct SearchSpace: Sendable, Equatable {
    public init() {}

    /// The points of the grid, `exclude` not counted; saturates at `Int.max`.
    public var pointCount: Int { 0 }

    /// The parameters of the point at `index`, nested names unfolded into objects.
    public func parameters(at index: Int) -> JSON { .object([:]) }
}
