internal import JSON
internal import SweepModel

/// The trials of a sweep one after another, in the order of the grid, each point under every seed.
///
/// Holds one point at a time, and may be walked any number of times.
struct TrialWalk: Sequence, Sendable {
    let experiment: Experiment

    struct Step: Sendable {
        /// The trial's place in the sweep: point index times the number of seeds, plus the seed's place.
        var index: Int
        var point: Int
        var seed: Int
        var parameters: JSON
    }

    func makeIterator() -> Iterator {
        Iterator(
            space: experiment.space, points: experiment.space.points, seeds: experiment.seeds,
            remaining: experiment.seeds.isEmpty ? 0 : experiment.runCap ?? Int.max)
    }

    struct Iterator: IteratorProtocol {
        let space: SearchSpace
        var points: SearchSpace.Points
        let seeds: [Int]
        /// Trials that `run_cap` still allows.
        var remaining: Int
        var current: (point: Int, parameters: JSON)?
        var seedPlace = 0

        mutating func next() -> Step? {
            guard remaining > 0 else { return nil }
            if seedPlace == 0 || seedPlace == seeds.count {
                seedPlace = 0
                current = points.next().map { ($0, space.parameters(at: $0)) }
            }
            guard let current else { return nil }
            let (first, overflow) = current.point.multipliedReportingOverflow(by: seeds.count)
            let (index, overflowsAgain) = first.addingReportingOverflow(seedPlace)
            guard !overflow, !overflowsAgain else { return nil }
            let seed = seeds[seedPlace]
            seedPlace += 1
            remaining -= 1
            return Step(index: index, point: current.point, seed: seed, parameters: current.parameters)
        }
    }
}
