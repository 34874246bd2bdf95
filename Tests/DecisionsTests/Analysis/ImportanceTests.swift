import Decisions
import JSON
import Statistics
import SweepModel
import TestSupport
import Testing

@Suite("Which parameters matter") struct ImportanceTests {
    private func analysis(_ rows: [(JSON, Double?)]) throws -> SweepAnalysis {
        try Board(
            rows.enumerated().map { index, row in
                guard let value = row.1 else {
                    return .sample("t\(index)", index: index, parameters: row.0, failure: .diverged)
                }
                return .scored("t\(index)", index, value, parameters: row.0)
            }
        ).judge()
    }

    private func importance(
        _ evaluator: ParameterImportance.Evaluator, _ analysis: SweepAnalysis
    ) -> ParameterImportance? { analysis.importances.first { $0.evaluator == evaluator } }

    @Test("Functional ANOVA divides the variance of a full grid: by hand")
    func anova() throws {
        // Effects ±3 of a, ±1 of b, ±1 of both: squares 36, 4 and 4 of 44.
        let values: [(Int, Int, Double)] = [(0, 0, 1), (0, 1, 1), (1, 0, 5), (1, 1, 9)]
        let analysis = try analysis(values.map { (["a": .integer($0.0), "b": .integer($0.1)], $0.2) })
        let found = try #require(importance(.functionalANOVA, analysis))
        #expect(found.shares.map(\.parameters) == [["a"], ["b"], ["a", "b"]])
        #expect(zip(found.shares, [36.0, 4, 4]).allSatisfy { agree($0.0.share, $0.1 / 44) })
        #expect(found.count == 4 && found.residual == 0 && found.warning == nil)
    }

    @Test("What single parameters and pairs leave is the residual, no parameter's")
    func residual() throws {
        // The parity of three bits: neither one nor two of them tell anything.
        let rows = (0..<8).map { bits -> (JSON, Double?) in
            let (a, b, c) = (bits & 1, bits >> 1 & 1, bits >> 2 & 1)
            return (["a": .integer(a), "b": .integer(b), "c": .integer(c)], Double((a + b + c) % 2))
        }
        let found = try #require(importance(.functionalANOVA, try analysis(rows)))
        #expect(agree(found.residual, 1))
        #expect(found.shares.count == 6 && found.shares.allSatisfy { $0.share < 1e-12 })
    }

    @Test("A grid with gaps, or with a parameter that some points lack, has no functional ANOVA")
    func gaps() throws {
        let gap = try analysis([
            (["a": 0, "b": 0], 1), (["a": 0, "b": 1], 2), (["a": 1, "b": 0], 3), (["a": 1, "b": 1], nil),
        ])
        #expect(importance(.functionalANOVA, gap) == nil && importance(.pedANOVA, gap) != nil)
        let conditional = try analysis([(["a": 0], 1), (["a": 1, "b": 0], 2), (["a": 1, "b": 1], 3)])
        #expect(importance(.functionalANOVA, conditional) == nil)
        #expect(importance(.pedANOVA, conditional)?.shares.count == 2)
    }

    @Test("Lists, texts, nested names and flags are choices")
    func choices() throws {
        let hidden: [JSON] = [32, [64, 64], "auto"]
        let rows = hidden.enumerated().flatMap { place, hidden in
            [true, false].map { flag -> (JSON, Double?) in
                (["hidden": hidden, "optimizer": ["nesterov": .bool(flag)]], Double(place) + (flag ? 0.5 : 0))
            }
        }
        let shares = try #require(importance(.functionalANOVA, try analysis(rows))?.shares)
        #expect(shares.map(\.parameters) == [["hidden"], ["optimizer.nesterov"], ["hidden", "optimizer.nesterov"]])
        #expect(agree(shares[0].share + shares[1].share, 1))
    }

    @Test("PED-ANOVA sees ranges as Optuna is told them: evenly spaced by logarithm or not, failed points counted")
    func domains() throws {
        func share(_ rates: [Double], failedAt: [Double] = []) throws -> Double {
            let rows = rates.enumerated().map { index, rate -> (JSON, Double?) in
                (["rate": .number(rate), "other": .integer(index % 2)], index < 4 ? 1 - rate : 0.1 * Double(index % 3))
            }
            let failed = failedAt.map { (JSON.object(["rate": .number($0), "other": 0]), Double?.none) }
            return try #require(
                importance(.pedANOVA, try analysis(rows + failed))?.shares.first { $0.parameters == ["rate"] }?.share)
        }
        let rates = (0..<40).map { 0.001 * Double($0 % 10 + 1) }
        let statistics = try PedAnova(
            parameters: [
                .init(domain: .real(low: 0.001, high: 0.01), values: rates),
                .init(domain: .integer(low: 0, high: 1), values: (0..<40).map { Double($0 % 2) }),
            ], objective: (0..<40).map { $0 < 4 ? 1 - rates[$0] : 0.1 * Double($0 % 3) }, direction: .maximize)
        #expect(agree(try share(rates), statistics.normalized[0]))
        #expect(try share(rates, failedAt: [1]) != share(rates))
    }

    @Test("Equal scores have nothing to explain; a few points are called unsteady")
    func degenerate() throws {
        #expect(try analysis([(["a": 0], 1), (["a": 1], 1)]).importances.isEmpty)
        #expect(try analysis([(["a": 0], 1)]).importances.isEmpty)
        let few = try #require(importance(.pedANOVA, try analysis([(["a": 0], 1), (["a": 1], 2), (["a": 2], 3)])))
        #expect(few.warning == "rests on 3 points, 1 of them among the best tenth: unsteady")
    }

    @Test("Parameters at both ends of a number's range are taken as choices, not as a reason to stop")
    func huge() throws {
        let huge = Double.greatestFiniteMagnitude
        let analysis = try analysis([(["a": .number(-huge)], 1), (["a": .number(huge)], 2), (["a": 0.5], 3)])
        #expect(importance(.pedANOVA, analysis)?.shares.allSatisfy { $0.share.isFinite } == true)
    }
}
