internal import ResultStore
internal import Statistics
internal import SweepModel

/// What the rules of a recommendation look at.
struct Judgement {
    let pool: Pool
    let candidates: [Candidate]
    let evidence: Evidence
    let tied: TiedSet?
    let simplest: SimplestChoice?
    let health: [HealthFinding]
    /// The points that finished confirmations trained, where the best of them is a candidate, and that candidate's place from 0.
    let confirmed: (points: ConfirmedPoints, place: Int)?
    /// Whether a confirmation may still score test rows: there are some, and none looked at them.
    let hasFreshTestRows: Bool

    /// The candidate in question: the confirmed one, or the best. Where even the best, which flatters itself, is not better than
    /// the champion, no other one need be tried. Where nothing more can be learnt, the simplest of what is as good.
    var choice: Int { confirmed?.place ?? (isDecidedAtOnce ? simplest?.place ?? 0 : 0) }

    /// Places of the candidates that nothing tells from the best, by rank, the best itself first.
    var undecided: [Int] {
        guard let tied else { return Array(candidates.indices) }
        return (tied.places + tied.undecided(of: candidates.count)).sorted()
    }

    /// Those of the best one's sweep that deserve fresh seeds: the first ones, and in the last place the simplest.
    var placesWorthConfirming: [Int] {
        guard let sweep = candidates.first?.sweep else { return [] }
        var places = Array(undecided.filter { candidates[$0].sweep == sweep }.prefix(Recommendation.confirmedPoints))
        if let simplest = simplest?.place, !places.contains(simplest), candidates[simplest].sweep == sweep {
            if places.count == Recommendation.confirmedPoints { places.removeLast() }
            places.append(simplest)
        }
        return places
    }

    var worthConfirming: [String] { placesWorthConfirming.map { candidates[$0].trial } }

    /// No seed changes what the candidates worth confirming learn: training them again gives the same models.
    var ignoresSeeds: Bool {
        let places = placesWorthConfirming
        return !places.isEmpty && places.allSatisfy { pool.rows[$0].ignoresSeed }
    }

    /// Several candidates can't be told apart, and neither fresh seeds nor test rows are left to ask.
    var isDecidedAtOnce: Bool { confirmed == nil && undecided.count > 1 && ignoresSeeds && !hasFreshTestRows }

    /// One that was begun here and may decide.
    var open: OpenConfirmation? {
        health.lazy.compactMap { if case .openConfirmation(let open) = $0, open.missing != nil { open } else { nil } }
            .first
    }
}
