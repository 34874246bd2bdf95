import ResultStore
import ServingFunction
import Testing

@Suite("What waits to be written") struct TrafficBufferTests {
    private func exposure(_ unit: String) -> Exposure {
        Exposure(test: "t1", unit: unit, phase: 1, arm: "control", at: 0)
    }

    private let outcome = UnitOutcome(
        idempotencyKey: "k", test: "t1", unit: "u1", metric: "conversion", value: 1, at: 0)

    @Test("exposures wait for company, at most a second while requests come")
    func wait() {
        var buffer = TrafficBuffer()
        #expect(buffer.add(TrafficBatch(exposures: [exposure("u1")]), at: 10).isEmpty)
        #expect(buffer.add(TrafficBatch(exposures: [exposure("u2")]), at: 10.9).isEmpty)
        let due = buffer.add(TrafficBatch(), at: 11)
        #expect(due["t1"]?.exposures.map(\.unit) == ["u1", "u2"])
    }

    @Test("an outcome never waits, and takes along what does")
    func outcomes() {
        var buffer = TrafficBuffer()
        _ = buffer.add(TrafficBatch(exposures: [exposure("u1")]), at: 10)
        let due = buffer.add(TrafficBatch(outcomes: [outcome]), at: 10)
        #expect(due["t1"] == TrafficBatch(exposures: [exposure("u1")], outcomes: [outcome]))
    }

    @Test("a unit that was written is not written again; one that could not be is")
    func repeats() {
        var buffer = TrafficBuffer()
        _ = buffer.add(TrafficBatch(exposures: [exposure("u1")]), at: 10)
        #expect(buffer.add(TrafficBatch(outcomes: [outcome]), at: 10)["t1"]?.outcomes == [outcome])
        buffer.wrote([], outcomesFailed: true)
        let again = buffer.add(TrafficBatch(), at: 12)["t1"]
        #expect(again == TrafficBatch(exposures: [exposure("u1")]))
        buffer.wrote(["t1"], outcomesFailed: false)
        #expect(buffer.add(TrafficBatch(exposures: [exposure("u1")]), at: 20).isEmpty)
        #expect(buffer.add(TrafficBatch(), at: 30).isEmpty)
    }

    @Test("requests of one arm and minute are one tally")
    func tallies() {
        var buffer = TrafficBuffer()
        let tally = RequestTally(test: "t1", phase: 1, arm: "control", minute: 3, requests: 1, milliseconds: 2)
        _ = buffer.add(TrafficBatch(tallies: [tally]), at: 10)
        let due = buffer.add(TrafficBatch(tallies: [tally]), at: 12)["t1"]
        #expect(due?.tallies.map(\.requests) == [2] && due?.tallies.map(\.milliseconds) == [4])
    }
}
