import Foundation
import ResultStore
import TestSupport
import Testing

@Suite("Sums over the units of a test") struct UnitSeriesTests {
    private let folder: TemporaryFolder
    private let traffic: TrafficStore

    init() throws {
        folder = try TemporaryFolder()
        traffic = try TrafficStore(path: folder.path + "/traffic.sqlite", access: .writing)
    }

    private func exposure(_ unit: String, _ arm: String, at seconds: Double, phase: Int = 1, x: Double? = nil)
        -> Exposure
    {
        Exposure(test: "ab-1", unit: unit, phase: phase, arm: arm, at: seconds, covariate: x)
    }

    private func outcome(_ unit: String, _ value: Double, at seconds: Double, metric: String = "m") -> UnitOutcome {
        UnitOutcome(
            idempotencyKey: UUID().uuidString, test: "ab-1", unit: unit, metric: metric, value: value, at: seconds)
    }

    private func units(_ measure: UnitMeasure, cuts: [Double], phases: [Double] = [0]) throws -> UnitSeries {
        try traffic.units(of: "ab-1", metric: "m", as: measure, phases: phases, cuts: cuts)
    }

    @Test("A unit has a proportion from its first value above 0 on, at or after its exposure")
    func proportion() throws {
        try traffic.record(
            TrafficBatch(
                exposures: [exposure("u1", "a", at: 10), exposure("u2", "a", at: 20), exposure("u3", "b", at: 30)],
                outcomes: [
                    outcome("u1", 1, at: 9), outcome("u1", 0, at: 11), outcome("u2", 1, at: 20),
                    outcome("u2", 3, at: 21),
                    outcome("u3", 2, at: 45), outcome("u3", 1, at: 41), outcome("u3", 1, at: 31, metric: "other"),
                    outcome("stranger", 1, at: 50),
                ]))
        let series = try units(.proportion, cuts: [15, 30, 60])
        let first = try #require(series.sums[PhaseArm(phase: 1, arm: "a")])
        let second = try #require(series.sums[PhaseArm(phase: 1, arm: "b")])
        #expect(first.map(\.count) == [1, 2, 2] && first.map(\.values) == [0, 1, 1])
        #expect(second.map(\.count) == [0, 1, 1] && second.map(\.values) == [0, 0, 1])
        #expect(second.map(\.squares) == [0, 0, 1])
    }

    @Test("A mean sums what came for a unit, and keeps its digits far from 0")
    func mean() throws {
        let far = 1e9
        var batch = TrafficBatch()
        for index in 0..<1_000 {
            batch.exposures.append(exposure("u\(index)", "a", at: 1, x: far + Double(index % 7)))
            batch.outcomes.append(outcome("u\(index)", far, at: 2))
            batch.outcomes.append(outcome("u\(index)", Double(index % 10), at: Double(3 + index % 2)))
        }
        try traffic.record(batch)
        let series = try units(.mean, cuts: [1, 2, 4])
        let sums = try #require(series.sums[PhaseArm(phase: 1, arm: "a")]?.last)
        let mean = series.valueOrigin + sums.values / 1_000
        let variance = (sums.squares - sums.values * sums.values / 1_000) / 999
        let covariate = series.covariateOrigin + sums.covariates / Double(sums.covered)
        #expect(abs(mean - (far + 4.5)) < 1e-5)
        #expect(abs(variance - 8.25 * 1_000 / 999) < 1e-3)
        #expect(sums.covered == 1_000 && abs(covariate - far - 2.997) < 1e-6)
    }

    @Test("What comes behind the end of a unit's phase doesn't count")
    func phases() throws {
        try traffic.record(
            TrafficBatch(
                exposures: [exposure("u1", "a", at: 10), exposure("u2", "a", at: 110, phase: 2)],
                outcomes: [
                    outcome("u1", 1, at: 99), outcome("u1", 5, at: 100), outcome("u2", 2, at: 150),
                ]))
        let series = try units(.mean, cuts: [200], phases: [0, 100])
        func value(_ phase: Int) -> Double? {
            series.sums[PhaseArm(phase: phase, arm: "a")].map { series.valueOrigin + $0[0].values }
        }
        #expect(value(1).map { abs($0 - 1) < 1e-9 } == true && value(2).map { abs($0 - 2) < 1e-9 } == true)
    }

    @Test("Requests are summed for each arm of each phase, until a moment")
    func requests() throws {
        let minutes = [1, 2, 3].map {
            RequestTally(
                test: "ab-1", phase: 1, arm: "a", minute: $0, requests: 10, errors: 1, milliseconds: 20,
                squaredMilliseconds: 50, compared: 3, agreed: 2)
        }
        try traffic.record(TrafficBatch(tallies: minutes))
        let sums = try traffic.requests(of: "ab-1", until: 120)
        #expect(sums.count == 1 && sums[0].requests == 20 && sums[0].errors == 2 && sums[0].agreed == 4)
        #expect(try traffic.requests(of: "ab-2", until: 120).isEmpty)
        #expect(try traffic.exposures(of: "ab-1", until: 5).sums.isEmpty)
    }
}
