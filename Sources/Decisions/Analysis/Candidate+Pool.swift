internal import JSON
internal import ResultStore
internal import Statistics
internal import SweepModel

extension Candidate {
    /// The pool's candidates, best first, with the standard errors that the evidence gives.
    static func all(of pool: Pool, _ table: EvidenceTable) -> [Candidate] {
        pool.rows.enumerated().compactMap { place, row in
            guard let score = row.value else { return nil }
            return Candidate(
                rank: place + 1, trial: row.best.outcome.trial, sweep: row.sweep, point: row.best.outcome.point,
                trials: row.trials.filter { $0.outcome.status == .succeeded }.map(\.outcome.trial), score: score,
                standardError: table.standardErrors[place],
                parameters: row.best.outcome.parameters,
                seconds: row.seconds)
        }
    }
}

extension LeaderboardRow {
    /// Whether training gives one and the same model under every seed: known of a built-in trainer, and of a program by seeds that all
    /// gave one score.
    var ignoresSeed: Bool {
        let outcome = best.outcome
        if outcome.provenance.dataDigest != nil,
            let trainer = outcome.parameters["trainer"]?.string.flatMap(TrainerSchema.named)
        {
            return !trainer.usesSeed(outcome.parameters)
        }
        let scores = trials.compactMap(\.value)
        return scores.count > 1 && Set(scores).count == 1
    }

    /// A number of the row by its name: `seconds`, a metric or a parameter; `metrics.x` and `parameters.x` tell two of one
    /// name apart.
    func number(_ name: String) -> Double? {
        if name == "seconds" { return seconds }
        if let number = metrics[name]?.mean ?? parameters[name]?.double { return number }
        if name.hasPrefix("metrics.") { return metrics[String(name.dropFirst("metrics.".count))]?.mean }
        guard name.hasPrefix("parameters.") else { return nil }
        return parameters[String(name.dropFirst("parameters.".count))]?.double
    }
}
