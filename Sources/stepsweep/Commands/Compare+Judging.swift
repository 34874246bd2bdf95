import ArgumentParser
import Decisions
import ObjectStore
import ResultStore
import SweepModel

/// What of `compare` is about the judgement alone.
extension Compare {
    /// What only a judgement uses must be there, and be wanted.
    func checkJudging() throws {
        let asked = [
            ("--simplicity", simplicity != nil), ("--objectives", objectives != nil), ("--gate", gate),
        ]
        if let (option, _) = asked.first(where: \.1), leaderboard || csv {
            throw ValidationError(
                "\(option): not with \(csv ? "--csv" : "--leaderboard"), which judges nothing; leave one of them out")
        }
        if let simplicity, simplicity.allSatisfy(\.isWhitespace) {
            throw ValidationError("--simplicity: must name a column such as seconds, received `\(simplicity)`")
        }
        if let objectives, names(objectives).isEmpty || names(objectives).contains("-") {
            throw ValidationError("--objectives: must name columns such as seconds,-size, received `\(objectives)`")
        }
    }

    /// The metric is what sweeps are judged by: beside it, it tells nothing.
    func checkMeasures(of comparison: Comparison) throws {
        let metrics = Set(comparison.sweeps.flatMap { [$0.metric.name, "metrics.\($0.metric.name)"] })
        if let simplicity, metrics.contains(simplicity) {
            throw CommandFailure(
                "error: --simplicity: must be another column than the sweep's metric, received `\(simplicity)`; name "
                    + "`seconds`, another metric or a parameter", .usage)
        }
        var known: Set<String> = []
        let isShared = Set(comparison.sweeps.map(\.metric.name)).count == 1
        for name in objectiveMetrics.map(\.name) {
            if isShared, metrics.contains(name) {
                throw CommandFailure(
                    "error: --objectives: `\(name)` is the sweep's metric, which is an objective already; leave it out, and "
                        + "name others such as `seconds`", .usage)
            }
            guard known.insert(name).inserted else {
                throw CommandFailure("error: --objectives: `\(name)` is named twice; name each column once", .usage)
            }
        }
    }

    func judge(_ comparison: Comparison, _ results: ResultStore, _ store: FolderStore) throws -> [SweepAnalysis] {
        try namingOptions {
            try SweepAnalysis.all(
                of: comparison.sweeps.map(\.sweep), in: results, registry: Registry(store: store),
                options: analysisOptions())
        }
    }

    /// Candidates without a number in a column that a person named are passed over, and the person is told.
    func tellWhatIsLeftOut(_ analyses: [SweepAnalysis]) {
        for analysis in analyses where !analysis.candidates.isEmpty {
            let sweeps = analysis.sweeps.joined(separator: ", ")
            if let objectives {
                let (all, without) = (analysis.candidates.count, analysis.candidatesWithoutObjectives)
                if without > 0 {
                    Terminal.say(
                        "note: --objectives: \(without.grouped) of \(all.grouped) candidates of \(sweeps) have no number in "
                            + "one of `\(objectives)` and are left out of the trade-off")
                }
            }
            if let simplicity, analysis.simplest == nil {
                let reason =
                    analysis.candidates[0].standardError == nil
                    ? "the best score has no standard error" : "the best candidate has no number in `\(simplicity)`"
                Terminal.say("note: --simplicity: no simplest candidate of \(sweeps): \(reason)")
            }
        }
    }

    func checkGate(_ analyses: [SweepAnalysis]) throws {
        guard let refused = analyses.first(where: { !$0.recommendation.isToPromote }) else { return }
        let advice = refused.recommendation
        throw CommandFailure(
            "error: \(refused.sweeps.joined(separator: ", ")): no model is to be promoted: \(advice.reason)"
                + (advice.command.map { "; next: `\($0)`" } ?? ""), .refused)
    }

    func analysisOptions() -> AnalysisOptions {
        AnalysisOptions(simplicity: simplicity, objectives: objectiveMetrics)
    }
}

extension SweepAnalysis {
    /// Candidates that miss a number in one of the objectives.
    fileprivate var candidatesWithoutObjectives: Int { candidates.count - (front?.points.count ?? 0) }
}
