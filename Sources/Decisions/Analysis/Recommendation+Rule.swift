internal import SweepModel

extension Recommendation {
    /// Points that are worth fresh seeds at most, and seeds of each.
    static let confirmedPoints = 8
    static let confirmedSeeds = 3

    /// The first rule that holds decides:
    /// 1. Nothing succeeded: nothing to recommend.
    /// 2. The candidate is the champion already, or not better than it beyond doubt: keep the champion.
    /// 3. Nothing tells candidates apart, or several are tied and none was confirmed: train the tied ones under fresh seeds.
    /// 4. The best stands alone, or was confirmed: promote it.
    init(
        _ candidates: [Candidate], choice: Int, tied: TiedSet?, simplest: SimplestChoice?, confirmed: Bool,
        champion: ChampionComparison, sweep: String
    ) {
        guard candidates.indices.contains(choice) else {
            self.init(
                action: .none, reason: "no trial has succeeded",
                command: "stepsweep compare \(sweep) --filter status=failed")
            return
        }
        switch champion {
        case .same(let version):
            self.init(
                action: .keepChampion(version: version), reason: "the best candidate is the champion already",
                command: nil)
            return
        case .compared(let difference) where !difference.isBetter:
            self.init(
                action: .keepChampion(version: difference.version),
                reason: "zero lies within the interval of the difference from the champion", command: nil)
            return
        case .none, .compared, .notComparable: break
        }
        let points = Self.worthConfirming(candidates, tied: tied, simplest: simplest).count
        let tiedCount = tied?.trials.count ?? points
        if !confirmed, tied == nil || tiedCount > 1, candidates.count > 1 {
            let reason =
                tied == nil
                ? "one number a trial tells nothing apart"
                : "\(tiedCount) candidates are tied: fresh seeds and the test split can tell"
            self.init(
                action: .confirm(points: points, seeds: Self.confirmedSeeds, trials: points * Self.confirmedSeeds),
                reason: reason,
                command: "stepsweep confirm \(sweep)")
            return
        }
        let candidate = candidates[choice]
        self.init(
            action: .promote(trial: candidate.trial),
            reason: Self.reason(choice: choice, candidate, simplest, confirmed),
            command: "stepsweep promote \(candidate.sweep) --trial \(candidate.trial.prefix(8)) --as challenger")
    }

    /// The first of the tied candidates, and the simplest one in the last place where it is not among them.
    static func worthConfirming(_ candidates: [Candidate], tied: TiedSet?, simplest: SimplestChoice?) -> [String] {
        let first = (tied?.trials ?? candidates.map(\.trial)).prefix(confirmedPoints)
        guard let simplest, !first.contains(simplest.trial) else { return Array(first) }
        return first.prefix(confirmedPoints - 1) + [simplest.trial]
    }

    private static func reason(
        choice: Int, _ candidate: Candidate, _ simplest: SimplestChoice?, _ confirmed: Bool
    ) -> String {
        if confirmed { return "the best of the confirmed candidates on the test split" }
        if choice == 0 { return "it stands alone: every other candidate is worse beyond doubt" }
        return
            "tied with the best and within one standard error of it, with the least \(simplest?.measure ?? "seconds")"
    }
}
