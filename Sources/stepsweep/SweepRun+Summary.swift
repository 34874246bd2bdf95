import Decisions
import JSON
import Reducers
import Reporting
import ResultStore
import SweepEngines

/// What a sweep that has ended well says on stdout.
extension SweepRun {
    /// Trials up to which the judgement is made at once: it takes about a tenth of a second for so many.
    private static let mostJudged = 1_000

    /// Counts, the reported best, and what to type next. The best row is no recommendation: the judgement makes one.
    func summary(of result: SweepResult) -> String {
        let counts = result.reduced
        let best = counts?["best"]
        let value = best?["value"]?.double.map(NumberText.short) ?? "none"
        let trial = best?["trial"]?.string.map { " (trial \($0))" } ?? ""
        let trials = counts?["trials"]?.int ?? 0
        let lines = [
            "\(sweep): \(counts?["succeeded"]?.int ?? 0) of \(trials) trials succeeded in "
                + "\(NumberText.duration(seconds: result.seconds)), best \(value)\(trial)",
            "compare: stepsweep compare \(sweep)",
        ]
        return (lines + (trials <= Self.mostJudged ? recommendation() : [])).joined(separator: "\n")
    }

    /// A line with the recommended command and its reason; none where there is nothing to do, or nothing can be read.
    private func recommendation() -> [String] {
        guard let results = try? ResultStore(path: Reducer.resultsPath(of: store), access: .reading),
            let analysis = try? SweepAnalysis.all(of: [sweep], in: results, registry: Registry(store: store)).first,
            let command = analysis.recommendation.command
        else { return [] }
        return ["next: \(command)   # \(analysis.recommendation.reason)"]
    }
}
