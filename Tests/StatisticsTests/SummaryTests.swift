import Statistics
import Testing

@Suite("Mean and spread") struct SummaryTests {
    @Test("Numbers have their mean and sample deviation")
    func known() throws {
        let summary = try #require(Summary(of: [2.0, 4, 4, 4, 5, 5, 7, 9]))
        #expect(summary.count == 8)
        #expect(summary.mean == 5)
        #expect(abs((summary.standardDeviation ?? 0) - (32.0 / 7).squareRoot()) < 1e-15)
    }

    @Test("No numbers have no summary, one number has no deviation")
    func few() {
        #expect(Summary(of: []) == nil)
        #expect(Summary(of: [3])?.mean == 3)
        #expect(Summary(of: [3])?.standardDeviation == nil)
    }

    @Test("A small spread around a large mean keeps its digits")
    func largeMean() throws {
        let summary = try #require(Summary(of: [1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]))
        #expect(summary.mean == 1e9 + 10)
        #expect(abs((summary.standardDeviation ?? 0) - 30.0.squareRoot()) < 1e-9)
    }

    @Test("Equal numbers have a deviation of zero")
    func equal() { #expect(Summary(of: Array(repeating: 0.1, count: 1000))?.standardDeviation ?? 1 < 1e-15) }
}
