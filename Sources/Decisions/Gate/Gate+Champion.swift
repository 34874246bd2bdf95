internal import JSON
internal import ResultStore
internal import Statistics
internal import SweepModel

/// The candidate against the champion, and what it was compared over.
struct GateComparison {
    let result: ChampionComparison
    /// `test-rows`, `test-seeds` or `validation`; `nil` where nothing was compared.
    let over: String?
    let test: TiedSet.Test?
}

extension Gate {
    private static let confidence = 0.95

    /// Over the test rows of the cited confirmation and the champion's own; where these are not the same rows, or nobody scored them,
    /// over validation rows, folds or seeds, as `compare` does.
    func compareWithChampion() throws -> GateComparison {
        guard let champion else { return GateComparison(result: .none, over: nil, test: nil) }
        if champion.sweep == trial.sweep, champion.trial == trial.trial {
            return GateComparison(result: .same(version: champion.version), over: nil, test: nil)
        }
        return try compareOnTestRows(champion) ?? compareOnValidation(champion)
    }

    private func compareOnTestRows(_ champion: ModelVersion) throws -> GateComparison? {
        guard let confirmation, let point, champion.metric == sweep.metric,
            let (other, otherPoint) = try confirmedChampion(champion),
            let own = try TestSample(point, of: confirmation, in: results),
            let its = try TestSample(otherPoint, of: other, in: results)
        else { return nil }
        if other.id == confirmation.id, otherPoint == point {
            return GateComparison(result: .same(version: champion.version), over: nil, test: nil)
        }
        guard let (test, result) = own.difference(from: its, confidence: Self.confidence) else { return nil }
        let isBetter = sweep.metric.goal == .maximize ? result.interval.lower > 0 : result.interval.upper < 0
        let difference = ChampionComparison.Difference(
            version: champion.version, trial: champion.trial, championScore: its.score, difference: result.difference,
            interval: result.interval, p: result.p, isBetter: isBetter)
        return GateComparison(
            result: .compared(difference), over: test == .seeds ? "test-seeds" : "test-rows", test: test)
    }

    /// The champion's point in the cited confirmation, or else in the one by which it was promoted, if that scored the same rows.
    private func confirmedChampion(_ champion: ModelVersion) throws -> (Confirmation, Confirmation.Point)? {
        for other in [confirmation, championConfirmation].compactMap({ $0 }) {
            guard
                let point = other.point(
                    of: champion.trial, parameters: champion.parameters, sweep: champion.sweep), point.test != nil,
                try other.id == confirmation?.id || isOnSameTestRows(other)
            else { continue }
            return (other, point)
        }
        return nil
    }

    private func isOnSameTestRows(_ other: Confirmation) throws -> Bool {
        guard let own = work.flatMap(TestSplit.init),
            let split = try WorkDocument.stored(other.id, in: store).flatMap(TestSplit.init)
        else { return false }
        return own == split
    }

    private func compareOnValidation(_ champion: ModelVersion) throws -> GateComparison {
        guard let pool = try Pool([sweep], in: results), !pool.rows.isEmpty,
            let place = pool.place(ofTrial: trial.trial, sweep: sweep.sweep)
        else {
            return GateComparison(
                result: .notComparable(version: champion.version, reason: "this trial has no score"), over: nil,
                test: nil)
        }
        let table = try EvidenceTable(pool, in: results, confidence: Self.confidence)
        let result = try ChampionCheck(
            pool: pool, candidates: Candidate.all(of: pool, table), table: table,
            registry: Registry(store: store), confidence: Self.confidence
        ).compare(candidateAt: place, with: champion)
        guard case .compared = result else { return GateComparison(result: result, over: nil, test: nil) }
        return GateComparison(result: result, over: "validation", test: table.paired.test)
    }

    /// Whether the candidate is better than the champion.
    func championCheck(_ comparison: GateComparison) -> GateCheck {
        switch comparison.result {
        case .none: GateCheck(.champion, .skipped, "there is no champion yet")
        case .same(let version): GateCheck(.champion, .refused, "it is the champion already, model \(version)")
        case .notComparable(let version, let reason):
            GateCheck(
                .champion, .refused, "nothing compares it with the champion, model \(version): \(reason)",
                figures: ["model": .integer(version), "reason": .string(reason)])
        case .compared(let difference): check(difference, comparison)
        }
    }

    private func check(_ difference: ChampionComparison.Difference, _ comparison: GateComparison) -> GateCheck {
        let interval = difference.interval
        let numbers =
            "\(difference.difference.shortText) (\(interval.lower.shortText) … \(interval.upper.shortText)) over \(Self.words(comparison.over))"
        let verdict =
            difference.isBetter
            ? "better than the champion, model \(difference.version), by"
            : interval.contains(0)
                ? "tied with the champion, model \(difference.version):"
                : "worse than the champion, model \(difference.version), by"
        return GateCheck(
            .champion, difference.isBetter ? .passed : .refused, "\(verdict) \(numbers)",
            figures: [
                "model": .integer(difference.version), "over": comparison.over.map(JSON.string) ?? .null,
                "test": comparison.test.map { .string($0.rawValue) } ?? .null, "confidence": .number(Self.confidence),
                "championScore": .number(difference.championScore), "difference": .number(difference.difference),
                "interval": interval.json, "p": .number(difference.p),
            ])
    }

    private static func words(_ over: String?) -> String {
        switch over {
        case "test-rows": "the same test rows"
        case "test-seeds": "test scores of fresh seeds"
        default: "validation, where the choice flatters it"
        }
    }
}
