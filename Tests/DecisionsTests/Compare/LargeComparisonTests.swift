import Decisions
import JSON
import Statistics
import SweepModel
import TestSupport
import Testing

/// More rows than are read at once.
@Suite("Comparing more trials than are held") struct LargeComparisonTests {
    private static func board(seeds: Int = 1) throws -> Board {
        try Board(
            (0..<1_300).map { number in
                let trial = "trial\(1_000_000 + number)"
                let parameters: JSON = ["l2": .integer(number / seeds), "fixed": "x"]
                if number.isMultiple(of: 13) {
                    return .sample(
                        trial, index: number, point: number / seeds, seed: number % seeds, parameters: parameters,
                        failure: .timeout)
                }
                return .sample(
                    trial, index: number, point: number / seeds, seed: number % seeds, parameters: parameters,
                    metrics: ["validation_accuracy": Double(number % 50), "loss": Double((number * 7) % 1_300)],
                    seconds: Double(number % 3))
            })
    }

    @Test("The top is what all rows begin with", arguments: [1, 2])
    func top(seeds: Int) throws {
        let board = try Self.board(seeds: seeds)
        let all = try board.compare()
        let top = try board.compare(ComparisonOptions(top: 20))
        #expect(all.rows.count == 1_300 / seeds)
        #expect(top.rows == Array(all.rows.prefix(20)))
        #expect(top.totalRows == all.rows.count && top.matchingRows == all.rows.count)
        #expect(top.varying == ["l2"] && top.constants == ["fixed": "x"])
        #expect(top.columns == all.columns && top.trialDigits == 12)
    }

    @Test("A filter and an order look at every row, whatever is shown of them", arguments: [1, 2])
    func filterAndSort(seeds: Int) throws {
        let board = try Self.board(seeds: seeds)
        let expected = try board.compare().rows.filter { ($0.metrics["loss"]?.mean ?? 0) > 100 }.sorted {
            ($0.seconds, $0.metrics["loss"]?.mean ?? 0) < ($1.seconds, $1.metrics["loss"]?.mean ?? 0)
        }
        let found = try board.compare(
            ComparisonOptions(
                sort: [SortKey("seconds"), SortKey("loss")], top: 700, filters: [RowFilter("loss>100")]))
        #expect(found.matchingRows == expected.count)
        #expect(found.rows == Array(expected.prefix(700)))
    }

    @Test("A row's rank is its place among all, also where others are filtered away")
    func rank() throws {
        let found = try Self.board().compare(ComparisonOptions(filters: [RowFilter("l2=700")]))
        let all = try Self.board().compare().rows
        #expect(found.rows.map(\.rank) == all.filter { $0.parameters["l2"] == 700 }.map(\.rank))
        #expect(found.totalRows == 1_300 && found.matchingRows == 1)
    }
}
