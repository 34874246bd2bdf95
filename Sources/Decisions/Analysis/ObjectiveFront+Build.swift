internal import Statistics
internal import SweepModel

extension ObjectiveFront {
    /// - Parameter objectives: the sweep's own metric first; fewer than two have no front.
    init?(_ candidates: [Candidate], _ pool: Pool, objectives: [Metric]) {
        guard objectives.count > 1 else { return nil }
        let points = candidates.indices.compactMap { place -> (trial: String, values: [Double])? in
            let values = objectives.compactMap { pool.rows[place].number($0.name) }
            return values.count == objectives.count ? (candidates[place].trial, values) : nil
        }
        let directions = objectives.map { $0.goal == .maximize ? ObjectiveDirection.maximize : .minimize }
        guard let front = ParetoFront.indices(of: points.map(\.values), directions: directions), !points.isEmpty else {
            return nil
        }
        let onFront = Set(front)
        self.objectives = objectives
        self.points = points.enumerated().map { index, point in
            Point(trial: point.trial, values: point.values, isOnFront: onFront.contains(index))
        }
    }
}
