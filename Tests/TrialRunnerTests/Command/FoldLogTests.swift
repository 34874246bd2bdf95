import SweepModel
import Testing

@testable import TrialRunner

@Suite("Folds that a program reports") struct FoldLogTests {
    private func log(_ lines: [(fold: Double, values: [String: Double])]) -> FoldLog {
        var log = FoldLog()
        for line in lines { _ = log.report(line.values.map { ($0.key, $0.value) }, fold: line.fold) }
        return log
    }

    @Test(
        "stand in the order of their numbers, the last value of each name counts, and their mean is the trial's metric")
    func order() {
        let log = log([
            (1, ["accuracy": 0.5, "step": 7]), (0, ["accuracy": 0.9]), (1, ["accuracy": 0.7]), (1, ["loss": 2]),
        ])
        #expect(log.metrics == [["accuracy": 0.9], ["accuracy": 0.7, "loss": 2]])
        #expect(log.completing([:]) == ["accuracy": 0.8])
        #expect(log.completing(["accuracy": 0.1, "other": 3]) == ["accuracy": 0.1, "other": 3])
        #expect(log.gap == nil)
    }

    @Test("may be counted from 1")
    func fromOne() {
        let log = log([(1, ["a": 1]), (2, ["a": 3])])
        #expect(log.metrics == [["a": 1], ["a": 3]] && log.completing([:]) == ["a": 2])
    }

    @Test(
        "are left out where one is missing, for nobody knows which is which", arguments: [[0.0, 2], [2, 3], [1, 3]])
    func gap(folds: [Double]) {
        let log = log(folds.map { ($0, ["a": 1]) })
        #expect(log.metrics.isEmpty && log.completing([:]).isEmpty)
        #expect(log.gap?.contains("without a gap") == true)
    }

    @Test("with a number that can't be one are passed over", arguments: [-1, 0.5, 1_000, 1e300, .nan, .infinity])
    func badNumber(fold: Double) {
        var log = FoldLog()
        #expect(log.report([("a", 1)], fold: fold)?.contains("whole numbers from 0 to 999") == true)
        #expect(log.metrics.isEmpty && log.gap == nil)
    }

    @Test("that are no numbers make a mean that can't be ranked, and no fold's metric")
    func notFinite() {
        let log = log([(0, ["a": 1]), (1, ["a": .nan])])
        #expect(log.metrics == [["a": 1], [:]])
        #expect(log.completing([:])["a"]?.isNaN == true)
    }

    @Test("can't fill the memory with names")
    func names() {
        var log = FoldLog()
        for number in 0..<500 { _ = log.report([("m\(number)", 1)], fold: 0) }
        #expect(log.metrics[0].count == MetricLog.maximumNames)
    }
}
