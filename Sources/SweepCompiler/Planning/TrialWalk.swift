internal import JSON
internal import SweepModel

/// The trials of a sweep one after another, in the order of the grid or of the chosen points, each point under every seed.
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
        /// Of a chosen point; `nil` where the lanes' conditions decide.
        var lane: Lane?
    }

    func makeIterator() -> Iterator {
        Iterator(
            points: Points(experiment), seeds: experiment.seeds,
            remaining: experiment.seeds.isEmpty ? 0 : experiment.runCap ?? Int.max)
    }

    struct Iterator: IteratorProtocol {
        var points: Points
        let seeds: [Int]
        /// Trials that `run_cap` still allows.
        var remaining: Int
        var current: Points.Element?
        var seedPlace = 0

        mutating func next() -> Step? {
            guard remaining > 0 else { return nil }
            if seedPlace == 0 || seedPlace == seeds.count {
                seedPlace = 0
                current = points.next()
            }
            guard let current else { return nil }
            let (first, overflow) = current.point.multipliedReportingOverflow(by: seeds.count)
            let (index, overflowsAgain) = first.addingReportingOverflow(seedPlace)
            guard !overflow, !overflowsAgain else { return nil }
            let seed = seeds[seedPlace]
            seedPlace += 1
            remaining -= 1
            return Step(
                index: index, point: current.point, seed: seed, parameters: current.parameters, lane: current.lane)
        }
    }
}

extension TrialWalk {
    /// The points of a grid, or those that were chosen, one at a time.
    struct Points: IteratorProtocol, Sendable {
        private let space: SearchSpace
        private var grid: SearchSpace.Points?
        private var chosen: ArraySlice<ChosenPoint>
        private var number = 0

        init(_ experiment: Experiment) {
            space = experiment.space
            chosen = experiment.chosen[...]
            grid = chosen.isEmpty ? experiment.space.points : nil
        }

        mutating func next() -> (point: Int, parameters: JSON, lane: Lane?)? {
            if let point = grid?.next() { return (point, space.parameters(at: point), nil) }
            guard let point = chosen.popFirst() else { return nil }
            defer { number += 1 }
            return (number, point.parameters, point.lane)
        }
    }
}
