internal import JSON
public import SweepModel

/// The packs of a sweep, made one at a time while it is walked; it may be walked any number of times.
///
/// Trials keep the order of the grid inside a pack. Packs are numbered in the order in which they fill up, and those
/// of a group differ by one trial at most. Memory holds the packs that are being filled, never all of them.
public struct PackSequence: Sequence, Sendable {
    let experiment: Experiment
    let keys: CacheKeys
    let sizing: PackSizing

    /// How many packs there are.
    public var count: Int { sizing.packs }

    public func makeIterator() -> Iterator { Iterator(self) }

    public struct Iterator: IteratorProtocol {
        private let sequence: PackSequence
        private var walk: TrialWalk.Iterator
        private var filling: [TrialGroup: Filling]
        private var emitted = 0

        /// A group's packs: how many are left, and the one that is being filled.
        private struct Filling {
            var trialsLeft: Int
            var packsLeft: Int
            var trials: [PlannedTrial] = []

            /// Trials of the pack that is being filled, so that all that are left come out even.
            var quota: Int { packsLeft > 0 ? (trialsLeft + packsLeft - 1) / packsLeft : 1 }
        }

        init(_ sequence: PackSequence) {
            self.sequence = sequence
            walk = TrialWalk(experiment: sequence.experiment).makeIterator()
            filling = Dictionary(
                uniqueKeysWithValues: sequence.sizing.groups.map {
                    ($0.entry.group, Filling(trialsLeft: $0.entry.trials, packsLeft: $0.packs))
                })
        }

        public mutating func next() -> PackDocument? {
            while let step = walk.next() {
                guard let group = TrialGroup(of: step, in: sequence.experiment) else { continue }
                if let trials = add(step, to: group) { return document(trials, lane: group.lane) }
            }
            return nil
        }

        /// The pack's trials, when this one makes it full.
        private mutating func add(_ step: TrialWalk.Step, to group: TrialGroup) -> [PlannedTrial]? {
            guard var state = filling.removeValue(forKey: group) else { return nil }
            state.trials.append(sequence.planned(step))
            guard state.trials.count >= state.quota else {
                filling[group] = state
                return nil
            }
            let trials = state.trials
            filling[group] = Filling(
                trialsLeft: state.trialsLeft - trials.count, packsLeft: state.packsLeft - 1)
            return trials
        }

        private mutating func document(_ trials: [PlannedTrial], lane: Lane) -> PackDocument {
            defer { emitted += 1 }
            return PackDocument(pack: sequence.name(of: emitted), lane: lane, trials: trials)
        }
    }

    private func planned(_ step: TrialWalk.Step) -> PlannedTrial {
        PlannedTrial(
            trial: Trial(index: step.index, point: step.point, seed: step.seed, parameters: step.parameters),
            cacheKey: keys.key(parameters: step.parameters, seed: step.seed))
    }

    /// `p0000`, with more digits where there are more packs, so that names sort in order.
    private func name(of number: Int) -> String {
        let digits = String(number)
        let width = Swift.max(4, String(Swift.max(0, count - 1)).count)
        return "p" + String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
    }
}
