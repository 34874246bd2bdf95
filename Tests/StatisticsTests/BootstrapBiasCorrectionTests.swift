import Statistics
import Testing

@Suite("Bootstrap bias correction") struct BootstrapBiasCorrectionTests {
    /// Rows of 0 and 1 losses of configurations that all are wrong with probability 0.2.
    private func equals(configurations: Int, rows: Int, seed: UInt64) -> [[Double]] {
        var generator = SplitMix64(seed: seed)
        return (0..<configurations).map { _ in
            (0..<rows).map { _ in Double.random(in: 0..<1, using: &generator) < 0.2 ? 1 : 0 }
        }
    }

    @Test("The best of fifty equals is reported too good, and corrected back to the truth")
    func unbiased() throws {
        var (reported, corrected) = (0.0, 0.0)
        for seed in 0..<60 {
            let losses = equals(configurations: 50, rows: 400, seed: UInt64(seed))
            let estimate = try #require(BootstrapBiasCorrection(losses: losses, resamples: 80, seed: 1))
            reported += estimate.reported / 60
            corrected += estimate.estimate / 60
        }
        #expect(reported < 0.17)
        #expect(abs(corrected - 0.2) < 0.006)
    }

    @Test("Equal seeds give equal numbers, and one configuration needs no correction")
    func seeds() throws {
        let losses = equals(configurations: 5, rows: 60, seed: 9)
        let one = BootstrapBiasCorrection(losses: losses, resamples: 33, seed: 4)
        #expect(one == BootstrapBiasCorrection(losses: losses, resamples: 33, seed: 4))
        #expect(one != BootstrapBiasCorrection(losses: losses, resamples: 33, seed: 5))
        #expect(one?.selections.reduce(0, +) == one?.resamples)
        let single = try #require(BootstrapBiasCorrection(losses: [losses[0]], resamples: 400, seed: 2))
        #expect(abs(single.estimate - single.reported) < 0.02)
        #expect(single.interval.contains(single.estimate))
    }

    @Test("Weights give the numbers that gathering copies of rows gives")
    func plainReference() throws {
        let losses = equals(configurations: 7, rows: 31, seed: 3)
        var generator = SplitMix64(seed: 12)
        var outcomes: [Double] = []
        for _ in 0..<20 {
            let drawn = (0..<31).map { _ in Int(generator.next().multipliedFullWidth(by: 31).high) }
            let sums = losses.map { values in drawn.map { values[$0] }.reduce(0, +) }
            let winner = try #require(sums.indices.min { sums[$0] < sums[$1] })
            let left = (0..<31).filter { !drawn.contains($0) }
            outcomes.append(left.map { losses[winner][$0] }.reduce(0, +) / Double(left.count))
        }
        let estimate = try #require(BootstrapBiasCorrection(losses: losses, resamples: 20, seed: 12))
        #expect(abs(estimate.estimate - outcomes.reduce(0, +) / 20) < 1e-14)
    }
}
