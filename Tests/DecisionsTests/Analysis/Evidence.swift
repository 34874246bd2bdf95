import Decisions
import Foundation
import JSON
import ObjectStore
import ResultStore
import SweepModel
import TestSupport
import Testing

/// The sweep that these tests are about.
let judged = "digits-0123abcd"

extension Board {
    /// How the store's sweeps are judged; the first of them without a choice.
    func judge(_ options: AnalysisOptions = AnalysisOptions(), _ sweeps: [String] = [judged]) throws -> SweepAnalysis {
        try #require(
            try SweepAnalysis.all(of: sweeps, in: results, registry: Registry(store: store), options: options).first)
    }

    /// Leaves the work document where a launch leaves it.
    func keep(_ work: WorkDocument) throws {
        try store.put(StoreKey.work(work.sweep), Data(try JSON(encoding: work).bytes()))
    }

    /// A sweep of regressions.
    static func regressions(_ metric: String, _ outcomes: [TrialOutcome]) throws -> Board {
        try Board(outcomes, work: .sample(metric: Metric(name: metric, goal: .minimize), trialCount: outcomes.count))
    }
}

extension WorkDocument {
    /// Of a built-in trainer on a data file.
    static func builtIn(
        _ sweep: String = judged, data: String = "d1", metric: String = "validation_accuracy",
        split: DataSource.Split = .init(),
        folds: Int? = nil, path: String = "digits.csv", standardize: Bool = true
    ) -> WorkDocument {
        var work = WorkDocument.sample(sweep: sweep, metric: Metric(name: metric, goal: .maximize))
        work.kind = .builtIn(
            data: DataSource(path: path, split: split, folds: folds, standardize: standardize), dataDigest: data,
            targetDigest: nil)
        return work
    }
}

/// Whether two numbers agree to the digits that the reference printed.
func agree(_ left: Double?, _ right: Double, within tolerance: Double = 1e-9) -> Bool {
    left.map { abs($0 - right) <= tolerance * max(1, abs(right)) } ?? false
}
