import Decisions
import Foundation
import Statistics

/// What `compare` promises, tried on sweeps whose truth is known: the real store and the real analysis, made rows.
///
/// usage: compare-simulation [RUNS]; prints the Markdown of docs/benchmarks.md.
@main
struct CompareSimulation {
    static let trials = 50

    static func main() async throws {
        let runs = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 4000
        let equal = try await all(runs, spread: 0) { try Equal(&$0) }
        let different = try await all(runs, spread: 0.005) { try Different(&$0) }
        print(Report(runs: runs, equal: equal, different: different).text)
    }

    /// Runs with seeds 1, 2, …, as many at a time as there are processors.
    private static func all<Result: Sendable>(
        _ runs: Int, spread: Double, _ judge: @escaping @Sendable (inout SimulatedSweep) throws -> Result
    ) async throws -> [Result] {
        let width = ProcessInfo.processInfo.activeProcessorCount
        return try await withThrowingTaskGroup(of: [Result].self) { group in
            for lane in 0..<width {
                group.addTask {
                    try stride(from: lane, to: runs, by: width).map { run in
                        let folder = FileManager.default.temporaryDirectory.appending(path: "compare-simulation-\(UUID())").path
                        defer { try? FileManager.default.removeItem(atPath: folder) }
                        var sweep = try SimulatedSweep(
                            trials: trials, spread: spread, seed: UInt64(run + 1), folder: folder)
                        return try judge(&sweep)
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }
}

/// One run without any real difference: every true accuracy is 0.8.
struct Equal: Sendable {
    let reported: Double
    let expected: Double

    init(_ sweep: inout SimulatedSweep) throws {
        let analysis = try sweep.analysis()
        reported = analysis?.reported ?? .nan
        expected = analysis?.expected.value ?? .nan
    }
}

/// One run with true accuracies from N(0.80, 0.005), compared, confirmed and compared again.
struct Different: Sendable {
    /// True accuracies: of the best there is, of the leaderboard's top row, of the one-standard-error choice, and of what was
    /// recommended after the confirmation.
    let best: Double
    let top: Double
    let simplest: Double
    let recommended: Double
    let tiedHoldsBest: Bool
    let tiedCount: Int
    /// Of the top row's reported accuracy: what the one-standard-error rule may cost.
    let standardError: Double
    /// What `compare` expects after the confirmation.
    let expected: Double

    init(_ sweep: inout SimulatedSweep) throws {
        guard let first = try sweep.analysis(), let top = first.candidates.first,
            let best = sweep.truth.max(by: { $0.value < $1.value }), let tied = first.tied
        else { throw CocoaError(.coderInvalidValue) }
        try sweep.confirm(first.worthConfirming)
        let second = try sweep.analysis()
        guard case .promote(let recommended) = second?.recommendation.action else { throw CocoaError(.coderInvalidValue) }
        self.best = best.value
        self.top = sweep.truth[top.trial] ?? .nan
        simplest = first.simplest.flatMap { sweep.truth[$0.trial] } ?? .nan
        self.recommended = sweep.truth[recommended] ?? .nan
        tiedHoldsBest = tied.trials.contains(best.key)
        tiedCount = tied.trials.count
        standardError = top.standardError ?? .nan
        expected = second?.expected.value ?? .nan
    }
}
