/// What of the trials a leaderboard shows, and in which order.
public struct ComparisonOptions: Sendable, Equatable {
    /// By rank where empty; ties of one key go to the next one, and to the rank at last.
    public var sort: [SortKey]
    /// At most so many rows, after filters; `nil` means all.
    public var top: Int?
    /// A row must meet all of them.
    public var filters: [RowFilter]
    /// The columns to show, by name; empty means the usual ones.
    public var columns: [String]

    public init(sort: [SortKey] = [], top: Int? = nil, filters: [RowFilter] = [], columns: [String] = []) {
        self.sort = sort
        self.top = top
        self.filters = filters
        self.columns = columns
    }
}
