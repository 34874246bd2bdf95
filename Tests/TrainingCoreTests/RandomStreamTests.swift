import Testing

@testable import TrainingCore

@Suite struct RandomStreamTests {
    @Test("A seed and a purpose give the same numbers on every machine")
    func pinned() {
        var stream = RandomStream(seed: 42, purpose: "split")
        #expect(
            (0..<3).map { _ in stream.next() } == [
                18_262_858_554_151_324_746, 6_474_066_305_225_829_871, 14_145_887_454_527_083_437,
            ])
        var order = Array(0..<10)
        stream.shuffle(&order)
        #expect(order == [1, 8, 7, 5, 4, 0, 9, 3, 6, 2])
    }

    @Test("Two purposes of one seed, and two seeds of one purpose, share no numbers")
    func independence() {
        func first(_ seed: UInt64, _ purpose: String) -> UInt64 {
            var stream = RandomStream(seed: seed, purpose: purpose)
            return stream.next()
        }
        let all = (0..<100).flatMap { [first($0, "split"), first($0, "order"), first($0, "")] }
        #expect(Set(all).count == all.count)
    }

    @Test("Whole numbers below a bound occur evenly")
    func below() {
        var stream = RandomStream(seed: 1, purpose: "test")
        var counts = [Int](repeating: 0, count: 7)
        for _ in 0..<70_000 { counts[stream.below(7)] += 1 }
        // Five standard deviations of a binomial count.
        #expect(counts.allSatisfy { abs($0 - 10_000) < 470 })
        #expect((0..<100).allSatisfy { _ in stream.below(1) == 0 })
    }

    @Test("Units lie in [0, 1) with a mean of a half")
    func units() {
        var stream = RandomStream(seed: 2, purpose: "test")
        let units = (0..<10_000).map { _ in stream.unit() }
        #expect(units.allSatisfy { (0..<1).contains($0) })
        #expect(abs(units.reduce(0, +) / 10_000 - 0.5) < 0.015)
    }
}
