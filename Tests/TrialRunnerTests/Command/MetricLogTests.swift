import Testing

@testable import TrialRunner

struct MetricLogTests {
    private func log(_ reports: [[(String, Double)]]) -> MetricLog {
        var log = MetricLog()
        for report in reports { log.report(report.map { (name: $0.0, value: $0.1) }) }
        return log
    }

    @Test("Lines of one metric each make one row until a name comes again")
    func rows() {
        let log = log([[("loss", 3)], [("acc", 0.1)], [("loss", 2)], [("acc", 0.2)], [("loss", 1)]])
        #expect(log.curve() == ["step": [1, 2, 3], "loss": [3, 2, 1], "acc": [0.1, 0.2, 0.2]])
        #expect(log.last == ["loss": 1, "acc": 0.2])
        #expect(log.step == 3)
    }

    @Test("A step that is told names the row; lines of the same step belong together")
    func steps() {
        let log = log([[("step", 10), ("loss", 3)], [("step", 10), ("acc", 1)], [("step", 20), ("loss", 2)]])
        #expect(log.curve() == ["step": [10, 20], "loss": [3, 2], "acc": [1, 1]])
    }

    @Test("A step that comes again rewinds the curve, as after a checkpoint")
    func rewind() {
        let log = log([1, 2, 3, 2, 3, 4].enumerated().map { [("step", $1), ("loss", Double($0))] })
        #expect(log.curve() == ["step": [1, 2, 3, 4], "loss": [0, 3, 4, 5]])
    }

    @Test("A metric that comes late has its first value before")
    func lateMetric() {
        let log = log([[("loss", 3)], [("loss", 2)], [("loss", 1), ("final", 9)]])
        #expect(log.curve() == ["step": [1, 2, 3], "loss": [3, 2, 1], "final": [9, 9, 9]])
    }

    @Test("Values that are not finite are no points of a curve, but the last one counts")
    func notFinite() {
        let log = log([[("loss", 3)], [("loss", .nan)], [("loss", 1)], [("loss", .infinity)]])
        #expect(log.curve() == ["step": [1, 3], "loss": [3, 1]])
        #expect(log.last["loss"] == .infinity)
    }

    @Test("A long curve is thinned evenly and keeps its last row", arguments: [1_000, 1_001, 5_000, 123_457])
    func thinning(count: Int) {
        var log = MetricLog()
        for index in 1...count { log.report([("loss", Double(index))]) }
        let steps = log.curve()["step"] ?? []
        #expect(steps.count <= MetricLog.maximumRows + 2)
        #expect(steps.count > MetricLog.maximumRows / 3)
        #expect(steps.first == 1 && steps.last == Double(count))
        #expect(log.curve()["loss"] == steps)
        let gaps = Set(zip(steps.dropFirst(), steps).map { $0 - $1 }.dropLast(2))
        #expect(gaps.count <= 1)
        #expect(zip(steps.dropFirst(), steps).allSatisfy { $0 > $1 })
    }

    @Test("A program can't fill the memory with names")
    func names() {
        var log = MetricLog()
        for index in 0..<10_000 { log.report([("m\(index)", 1)]) }
        #expect(log.last.count == MetricLog.maximumNames)
        #expect(log.hasTooManyNames)
    }

    @Test("No report, no curve; a lone step is no metric")
    func empty() {
        #expect(MetricLog().curve().isEmpty)
        #expect(log([[("step", 3)]]).curve().isEmpty)
    }
}
