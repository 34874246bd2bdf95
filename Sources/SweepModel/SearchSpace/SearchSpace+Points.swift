extension SearchSpace {
    /// The indices of the points that `exclude` leaves, ascending from the first.
    ///
    /// After `enumerationCap` exclusions in a row the sequence ends, so that no file can make it run for ever;
    /// a run of points that differ only in what `exclude` does not look at counts once.
    public var points: Points { Points(space: self) }

    public struct Points: Sequence, IteratorProtocol, Sendable {
        private let space: SearchSpace
        private var digits: [Int]
        /// The next index to look at; `nil` behind the last.
        private var upcoming: Int?

        init(space: SearchSpace) {
            self.space = space
            digits = [Int](repeating: Grid.absent, count: space.grid.table.axes.count)
            upcoming = 0
        }

        public mutating func next() -> Int? {
            var exclusions = 0
            while let index = upcoming, index < space.pointCount, exclusions < SearchSpace.enumerationCap {
                guard !space.excludes.isEmpty else {
                    upcoming = index + 1
                    return index
                }
                guard space.exclusion.drops(index, &digits, in: space.grid) else {
                    upcoming = index + 1
                    return index
                }
                upcoming = (index / space.exclusion.blockLength + 1).exactProduct(space.exclusion.blockLength)
                exclusions += 1
            }
            upcoming = nil
            return nil
        }
    }
}

extension Int {
    fileprivate func exactProduct(_ other: Int) -> Int? {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        return overflow ? nil : product
    }
}
