import ArgumentParser
import Decisions
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

    func checkGate(_ analyses: [SweepAnalysis]) throws {
        guard let refused = analyses.first(where: { !$0.recommendation.isToPromote }) else { return }
        let advice = refused.recommendation
        throw CommandFailure(
            "error: \(refused.sweeps.joined(separator: ", ")): no model is to be promoted: \(advice.reason)"
                + (advice.command.map { "; next: `\($0)`" } ?? ""), .refused)
    }

    /// - Parameter running: confirmations that run at this moment.
    func analysisOptions(running: Set<String>) -> AnalysisOptions {
        AnalysisOptions(
            simplicity: simplicity,
            objectives: names(objectives).map { name in
                name.hasPrefix("-")
                    ? Metric(name: String(name.dropFirst()), goal: .maximize) : Metric(name: name, goal: .minimize)
            }, running: running)
    }
}
