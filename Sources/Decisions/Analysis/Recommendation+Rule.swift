internal import ResultStore
internal import Statistics
internal import SweepModel

extension Recommendation {
    /// Points that are worth fresh seeds at most, and seeds of each.
    static let confirmedPoints = 8
    static let confirmedSeeds = 3

    /// The first rule that holds decides:
    /// 1. Nothing has a score, or trials were trained on different data: nothing to recommend.
    /// 2. The candidate is the champion already, or not shown to be better than it: keep the champion.
    /// 3. Several candidates can't be told apart, and none was confirmed: finish the confirmation that was begun, or train those under
    ///    fresh seeds; where no seed changes what they learn, once, to score the test rows.
    /// 4. The best stands alone, or was confirmed, or neither fresh seeds nor test rows could tell more: promote it.
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
        guard judgement.confirmed == nil, undecided > 1, !judgement.isDecidedAtOnce else { return nil }
        let apart =
            judgement.tied == nil
            ? "one number a trial tells no two apart" : "\(undecided.grouped) candidates can't be told apart"
        if let open = judgement.open { return finish(open, apart) }
        let points = judgement.worthConfirming.count
        let command = "stepsweep confirm \(judgement.candidates[0].sweep)"
        guard !judgement.ignoresSeeds else {
            return Recommendation(
                action: .confirm(points: points, seeds: 1, trials: points),
                reason: "\(apart), nor by fresh seeds, which change nothing in what they learn; the test rows may",
                command: command + " --seeds 1")
        }
        let what = judgement.hasFreshTestRows ? "fresh seeds and the test rows" : "fresh seeds"
        return Recommendation(
            action: .confirm(points: points, seeds: confirmedSeeds, trials: points * confirmedSeeds),
            reason: "\(apart); \(what) may", command: command + (judgement.hasFreshTestRows ? "" : " --without-test"))
    }

    private static func finish(_ open: OpenConfirmation, _ apart: String) -> Recommendation {
        let missing = open.missing ?? 0
        let trials = missing == 1 ? "1 trial of" : "\(missing.grouped) trials of"
        return Recommendation(
            action: .finish(confirmation: open.confirmation, missing: missing),
            reason: open.isRunning
                ? "\(apart), and the confirmation that is under way may: \(trials) \(open.confirmation) have no outcome yet"
                : "\(apart), and the confirmation that was left unfinished may: \(trials) \(open.confirmation) have no outcome",
            command: "stepsweep \(open.isRunning ? "watch" : "resume") \(open.confirmation)")
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
        if let points = judgement.confirmed?.points {
            let place = points.points.first?.point.test == nil ? "under fresh seeds" : "on the test rows"
            return points.points.count == 1
                ? "confirmed \(place)" : "the best of \(points.points.count) confirmed points \(place)"
        }
        if judgement.isDecidedAtOnce {
            let which = judgement.simplest == nil ? "the first of them" : "the simplest within one standard error"
            return
                "\(judgement.undecided.count.grouped) candidates can't be told apart, and no seed changes what they learn, so that"
                + " training more tells nothing; it is \(which)"
        }
        if judgement.candidates.count == 1 { return "it is the only candidate" }
        if case .seeds = judgement.evidence {
            return "every other candidate is worse over its seeds, as far as one validation split tells"
        }
        return "it stands alone: every other candidate is worse"
    }
}
