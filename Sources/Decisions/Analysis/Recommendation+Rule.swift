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
    /// The finished confirmation whose best point is a candidate, and that candidate's place from 0.
    let confirmed: (confirmation: Confirmation, place: Int)?
    /// Whether a confirmation may still score test rows: there are some, and none looked at them.
    let hasFreshTestRows: Bool

    /// The candidate in question: the confirmed one, or the best. Where even the best, which flatters itself, is not better than
    /// the champion, no other one need be tried.
    var choice: Int { confirmed?.place ?? 0 }

    /// Places of the candidates that nothing tells from the best, by rank, the best itself first.
    var undecided: [Int] {
        guard let tied else { return Array(candidates.indices) }
        return (tied.places + tied.undecided(of: candidates.count)).sorted()
    }

    /// Those of the best one's sweep that deserve fresh seeds: the first ones, and in the last place the simplest.
    var worthConfirming: [String] {
        guard let sweep = candidates.first?.sweep else { return [] }
        var places = Array(undecided.filter { candidates[$0].sweep == sweep }.prefix(Recommendation.confirmedPoints))
        if let simplest = simplest?.place, !places.contains(simplest), candidates[simplest].sweep == sweep {
            if places.count == Recommendation.confirmedPoints { places.removeLast() }
            places.append(simplest)
        }
        return places.map { candidates[$0].trial }
    }
}

extension Recommendation {
    /// Points that are worth fresh seeds at most, and seeds of each.
    static let confirmedPoints = 8
    static let confirmedSeeds = 3

    /// The first rule that holds decides:
    /// 1. Nothing has a score, or trials were trained on different data: nothing to recommend.
    /// 2. The candidate is the champion already, or not shown to be better than it: keep the champion.
    /// 3. Several candidates can't be told apart, and none was confirmed: train those under fresh seeds.
    /// 4. The best stands alone, or was confirmed: promote it.
    init(_ judgement: Judgement, champion: ChampionComparison) {
        self =
            Self.nothing(judgement) ?? Self.keep(champion) ?? Self.confirm(judgement)
            ?? Self.promote(judgement, champion)
    }

    private static func nothing(_ judgement: Judgement) -> Recommendation? {
        guard !judgement.candidates.isEmpty else {
            let failed = judgement.pool.sweeps.first { $0.failed > 0 }?.sweep
            return Recommendation(
                action: .none, reason: failed == nil ? "no trial has a score yet" : "no trial has succeeded",
                command: failed.map { "stepsweep compare \($0) --filter status=failed" })
        }
        let isMixed = judgement.health.contains { if case .differentData = $0 { true } else { false } }
        guard isMixed else { return nil }
        return Recommendation(
            action: .none, reason: "trials on different data can't be judged by one ranking", command: nil)
    }

    private static func keep(_ champion: ChampionComparison) -> Recommendation? {
        switch champion {
        case .same(let version):
            return Recommendation(
                action: .keepChampion(version: version), reason: "the candidate is the champion already", command: nil)
        case .compared(let difference) where !difference.isBetter:
            let reason =
                difference.interval.contains(0)
                ? "zero lies within the interval of the difference from it" : "the candidate is worse than it"
            return Recommendation(
                action: .keepChampion(version: difference.version), reason: reason, command: nil)
        case .none, .compared, .notComparable: return nil
        }
    }

    private static func confirm(_ judgement: Judgement) -> Recommendation? {
        let undecided = judgement.undecided.count
        guard judgement.confirmed == nil, undecided > 1 else { return nil }
        let points = judgement.worthConfirming.count
        let sweep = judgement.candidates[0].sweep
        let what = judgement.hasFreshTestRows ? "fresh seeds and the test rows" : "fresh seeds"
        return Recommendation(
            action: .confirm(points: points, seeds: confirmedSeeds, trials: points * confirmedSeeds),
            reason: judgement.tied == nil
                ? "one number a trial tells no two apart; \(what) may"
                : "\(undecided.grouped) candidates can't be told apart; \(what) may",
            command: "stepsweep confirm \(sweep)" + (judgement.hasFreshTestRows ? "" : " --without-test"))
    }

    private static func promote(_ judgement: Judgement, _ champion: ChampionComparison) -> Recommendation {
        let candidate = judgement.candidates[judgement.choice]
        let better =
            if case .compared(let difference) = champion { ", and better than model \(difference.version)" } else { "" }
        let id = judgement.pool.shortID(of: candidate.trial)
        // `promote` asks for the confirmation.
        return Recommendation(
            action: .promote(trial: candidate.trial), reason: reason(judgement) + better,
            command: judgement.confirmed == nil && judgement.hasFreshTestRows
                ? "stepsweep confirm \(candidate.sweep) --trial \(id)"
                : "stepsweep promote \(candidate.sweep) --trial \(id) --as challenger")
    }

    private static func reason(_ judgement: Judgement) -> String {
        if let confirmation = judgement.confirmed?.confirmation {
            let place = confirmation.best?.test == nil ? "under fresh seeds" : "on the test rows"
            return confirmation.points.count == 1
                ? "confirmed \(place)" : "the best of \(confirmation.points.count) confirmed points \(place)"
        }
        if judgement.candidates.count == 1 { return "it is the only candidate" }
        if case .seeds = judgement.evidence {
            return "every other candidate is worse over its seeds, as far as one validation split tells"
        }
        return "it stands alone: every other candidate is worse"
    }
}
