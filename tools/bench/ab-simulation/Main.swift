import Foundation
import Statistics

/// What `ab` promises, tried on tests whose truth is known: the plan and the analysis of `stepsweep ab`, made units.
///
/// usage: ab-simulation [RUNS]; prints the Markdown of docs/benchmarks.md.
@main
struct ABSimulation {
    static func main() async throws {
        let runs = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 4000
        var lines = [
            """
            \(runs.formatted(.number.locale(Locale(identifier: "en_US")))) simulated tests each, fixed seeds; plan and analysis are those of `stepsweep ab`.

            | tests that are looked at 20 times until the plan's end | units planned | false alarms or power |
            |---|---|---|
            """
        ]
        lines += try await Looks.rows(runs)
        lines += ["", "| shares of the arms, looked at 20 times until 1,000,000 units | alarms |", "|---|---|"]
        lines += try await Shares.rows(runs)
        lines += ["", "| a guardrail on the share of errors, looked at every 200 requests | rolled back | requests until then |", "|---|---|---|"]
        lines += try await Breaches.rows(runs)
        lines += ["", "| covariate (CUPED), 4,000 units | interval's width over the one without | √(1 − ρ²) |", "|---|---|---|"]
        lines += try await Covariates.rows(runs)
        print(lines.joined(separator: "\n"))
    }

    /// Runs with seeds 1, 2, …, as many at a time as there are processors.
    static func all<Result: Sendable>(
        _ runs: Int, _ run: @escaping @Sendable (inout SplitMix64) throws -> Result
    ) async throws -> [Result] {
        let width = ProcessInfo.processInfo.activeProcessorCount
        return try await withThrowingTaskGroup(of: [Result].self) { group in
            for lane in 0..<width {
                group.addTask {
                    try stride(from: lane, to: runs, by: width).map { number in
                        var generator = SplitMix64(seed: UInt64(number + 1))
                        return try run(&generator)
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }

    static func percent(_ count: Int, of runs: Int) -> String {
        String(format: "%.2f %%", 100 * Double(count) / Double(max(runs, 1)))
    }
}
