import Foundation
import Statistics

/// The runs as a section of docs/benchmarks.md.
struct Report {
    let runs: Int
    let equal: [Equal]
    let different: [Different]

    var text: String {
        let share = Double(different.count(where: \.tiedHoldsBest)) / Double(max(1, different.count))
        return """
            \(runs) simulated sweeps each of \(CompareSimulation.trials) trials with \(SimulatedSweep.rows) validation and \(SimulatedSweep.rows) test rows, fixed seeds; the
            store and the analysis are those of `stepsweep compare`. ± is one standard error over the runs.

            | all trials truly 0.8000 | mean | less the truth |
            |---|---|---|
            | reported by the top row | \(number(mean(equal.map(\.reported)))) | \(difference(equal.map { $0.reported - 0.8 })) |
            | expected by `compare` | \(number(mean(equal.map(\.expected)))) | \(difference(equal.map { $0.expected - 0.8 })) |

            | true values from N(0.80, 0.005) | |
            |---|---|
            | the tied set holds the truly best trial | \(String(format: "%.1f", 100 * share)) % of runs, with \(String(format: "%.1f", mean(different.map { Double($0.tiedCount) }))) trials on average |
            | true accuracy of the best there is | \(number(mean(different.map(\.best)))) |
            | of the top row | \(number(mean(different.map(\.top)))) |
            | of the recommendation after `confirm`, less the top row's | \(difference(different.map { $0.recommended - $0.top })) |
            | of the one-standard-error choice, less the top row's | \(difference(different.map { $0.simplest - $0.top })); its tolerance is one standard error, \(number(mean(different.map(\.standardError)))) |
            | expected after `confirm`, less the recommendation's true accuracy | \(difference(different.map { $0.expected - $0.recommended })) |
            """
    }

    private func mean(_ values: [Double]) -> Double { Summary(of: values)?.mean ?? .nan }

    private func number(_ value: Double) -> String { String(format: "%.4f", value) }

    private func difference(_ values: [Double]) -> String {
        guard let summary = Summary(of: values), let deviation = summary.standardDeviation else { return "?" }
        return String(format: "%+.4f ± %.4f", summary.mean, deviation / Double(summary.count).squareRoot())
    }
}
