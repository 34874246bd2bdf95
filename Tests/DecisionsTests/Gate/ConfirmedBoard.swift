import Decisions
import Foundation
import JSON
import ObjectStore
import ResultStore
import SweepModel
import TestSupport

/// A store with a sweep of three classifiers on 100 test rows, and the confirmation of them.
struct ConfirmedBoard {
    static let sweep = "digits-0123abcd"
    static let confirmation = "digits-confirm-4567cdef"
    /// Test rows that each point gets wrong: the second is best, the third worst.
    static let wrong = [Array(0..<20), Array(0..<3), Array(0..<60)]

    let board: Board
    var registry: Registry { Registry(store: board.store) }

    /// - Parameters:
    ///   - data: the digest of the sweep's data.
    ///   - confirms: whether it was confirmed, and on which data.
    init(data: String = "data", confirms: String? = "data", scoresTest: Bool = true) throws {
        let work = WorkDocument.builtIn(Self.sweep, data: data)
        var outcomes = (0..<3).map { index in
            TrialOutcome.classifier("a\(index)", index, wrong: Array(0..<(5 + index)), of: 100)
        }
        for index in outcomes.indices {
            outcomes[index].provenance.dataDigest = data
            outcomes[index].model = StoreKey.model(Self.sweep, trial: "a\(index)")
        }
        board = try Board(outcomes, work: work)
        try board.keep(work)
        for index in 0..<3 {
            try board.store.put(StoreKey.model(Self.sweep, trial: "a\(index)"), Data("model \(index)".utf8))
        }
        if let confirms { try confirm(on: confirms, scoresTest: scoresTest) }
    }

    /// - Parameter points: those that were trained again.
    func confirm(
        id: String = confirmation, on data: String = "data", points: [Int] = [0, 1, 2], scoresTest: Bool = true,
        isFinished: Bool = true, why: String? = nil
    ) throws {
        let order = ConfirmationOrder(sweep: Self.sweep, trials: points.map { "a\($0)" }, scoresTest: scoresTest)
        var work = WorkDocument.builtIn(id, data: data)
        work.confirms = order
        work.seeds = [1]
        work.trialCount = points.count
        try board.keep(work)
        try ConfirmationNote(confirmation: id, at: 1).keep(for: Self.sweep, in: board.store)
        if scoresTest { try look(by: id, order, data: data, why: why) }
        var outcomes = points.enumerated().map { place, point in
            var outcome = TrialOutcome.classifier(
                "\(id)-\(point)", place, wrong: Array(0..<(5 + point)), of: 100, sweep: id, seed: 1,
                parameters: ["l2": .integer(point)])
            outcome.provenance.dataDigest = data
            guard scoresTest else { return outcome }
            outcome.metrics["test_accuracy"] = 1 - Double(Self.wrong[point].count) / 100
            outcome.testLosses = TrialOutcome.text(of: [Float](repeating: 0.5, count: 100))
            var bits = [UInt8](repeating: 0, count: 13)
            for row in Self.wrong[point] { bits[row / 8] |= 1 << (row % 8) }
            outcome.testErrors = Data(bits).base64EncodedString()
            return outcome
        }
        if !isFinished { outcomes.removeLast() }
        try board.add(outcomes, work: work)
    }

    /// Records a look at the sweep's test rows.
    func look(by id: String, _ order: ConfirmationOrder? = nil, data: String = "data", why: String? = nil) throws {
        let order = order ?? ConfirmationOrder(sweep: Self.sweep, trials: ["a0"], scoresTest: true)
        guard let split = TestSplit(of: .builtIn(Self.sweep, data: data)) else { return }
        try TestLedger(split, in: board.store)
            .record(TestScoring(confirmation: id, order: order, seeds: [1], by: "ada", at: 1, why: why))
    }

    @discardableResult
    func promote(
        _ trial: String? = nil, as alias: ModelAlias? = .challenger, citing confirmation: String? = nil,
        override: String? = nil, at: Double = 1_700_000_000
    ) throws -> Promotion {
        try registry.promote(
            PromotionRequest(
                sweep: Self.sweep, trial: trial, alias: alias, confirmation: confirmation, override: override,
                by: "ada", at: at), from: board.results)
    }

    /// The outcome of each check, by name; those of a refusal too.
    func checks(_ body: () throws -> Promotion) throws -> [GateCheck.Name: GateCheck] {
        let checks: [GateCheck]
        do {
            checks = try body().record?.draft.checks ?? []
        } catch let refusal as GateRefusal {
            checks = refusal.checks
        }
        return Dictionary(checks.map { ($0.name, $0) }) { first, _ in first }
    }
}
