import Foundation
import Statistics
import Testing

@Suite("What holds for every input") struct PropertyTests {
    @Test("Quantiles undo probabilities in both tails, for every distribution")
    func inverses() throws {
        let probabilities = [1e-140, 1e-30, 1e-9, 0.003, 0.2, 0.499, 0.5, 0.501, 0.8, 0.997]
        func isClose(_ one: Double, _ other: Double) -> Bool { abs(one - other) <= 1e-10 * abs(other) }
        for p in probabilities {
            #expect(isClose(StandardNormal.cumulative(StandardNormal.quantile(p)), p), "normal \(p)")
            #expect(isClose(StandardNormal.upperTail(StandardNormal.upperQuantile(p)), p), "normal \(p)")
            for df in [0.7, 1, 4.5, 30, 1e5, .infinity] {
                let student = try #require(StudentT(degreesOfFreedom: df))
                #expect(isClose(student.cumulative(student.quantile(p)), p), "t \(df) \(p)")
                #expect(isClose(student.upperTail(student.upperQuantile(p)), p), "t \(df) \(p)")
            }
            for df in [1, 2.5, 40, 3000] {
                let chiSquare = try #require(ChiSquare(degreesOfFreedom: df))
                #expect(isClose(chiSquare.cumulative(chiSquare.quantile(p)), p), "chi-square \(df) \(p)")
                #expect(isClose(chiSquare.upperTail(chiSquare.upperQuantile(p)), p), "chi-square \(df) \(p)")
            }
            for (a, b) in [(1.0, 30.0), (2, 2), (0.5, 8), (400, 90_000)] {
                let beta = try #require(BetaDistribution(a, b))
                #expect(isClose(beta.cumulative(beta.quantile(p)), p), "beta \(a) \(b) \(p)")
            }
        }
    }

    @Test("Huge counts and degrees of freedom keep their digits")
    func huge() throws {
        // P(T > t) = Q(t) + φ(t) (t³ + t)/(4ν) + …, Abramowitz & Stegun 26.7.8.
        for degrees in [1e9, 1e12] {
            let tail = try #require(StudentT(degreesOfFreedom: degrees)).upperTail(5)
            let expected = StandardNormal.upperTail(5) + StandardNormal.density(5) * 130 / (4 * degrees)
            #expect(abs(tail / expected - 1) < 1e-12)
        }
        for shape in [1e6, 1e9, 1e12] {
            let beta = try #require(BetaDistribution(shape, shape))
            #expect(abs(beta.cumulative(0.5) - 0.5) < 1e-12)
        }
        let even = try #require(BetaBinomialArms(arms: [(100_000_000, 1_000_000_000), (100_000_000, 1_000_000_000)]))
        #expect(abs(even.bestProbabilities[0] - 0.5) < 1e-12)
        // E|X − Y|/2 for two normals of one spread is spread/√π.
        let spread = (0.09 / 1e9).squareRoot()
        #expect(abs(even.expectedLosses[0] / (spread / Double.pi.squareRoot()) - 1) < 1e-6)
    }

    @Test("Swapping the two sides mirrors a comparison")
    func symmetry() throws {
        let differences = [0.3, -0.1, 0.25, 0.4, -0.02, 0.11]
        let one = try #require(CorrectedResampledTTest(differences: differences, runs: 1))
        let other = try #require(CorrectedResampledTTest(differences: differences.map { -$0 }, runs: 1))
        #expect(one.test.t == -other.test.t && one.test.pValue == other.test.pValue)
        let (first, second) = (one.posterior(rope: 0.05), other.posterior(rope: 0.05))
        #expect(first?.below == second?.above)
        let sum = try #require(first.map { $0.below + $0.within + $0.above })
        #expect(abs(sum - 1) < 1e-14)
        #expect(
            McNemarTest(firstOnly: 3, secondOnly: 8)?.exactPValue
                == McNemarTest(firstOnly: 8, secondOnly: 3)?.exactPValue)
        #expect(
            WilcoxonSignedRankTest(differences: differences)?.pValue
                == WilcoxonSignedRankTest(differences: differences.map { -$0 })?.pValue)
    }

    @Test("A plan's effect and count reach exactly its power")
    func plans() throws {
        for (alpha, power, ratio) in [(0.05, 0.8, 1.0), (0.001, 0.99, 3), (0.2, 0.3, 0.5)] {
            let design = try #require(TwoArmDesign(alpha: alpha, power: power, ratio: ratio))
            for count in [5.0, 800, 1e7] {
                let z = try #require(design.detectableEffectZ(count: count))
                let t = try #require(design.detectableEffectT(count: count))
                #expect(abs(Power.z(effect: z, first: count, second: count * ratio, alpha: alpha) - power) < 1e-12)
                #expect(abs(Power.t(effect: t, first: count, second: count * ratio, alpha: alpha) - power) < 1e-12)
                #expect(abs((try #require(design.countZ(effect: z))) - count) < 1e-9 * count)
                #expect(abs((try #require(design.countT(effect: t))) - count) < 1e-6 * count)
            }
        }
    }

    @Test("Equal models give p values that are uniform, and a corrected test rejects less than a plain one")
    func uniform() throws {
        var generator = SplitMix64(seed: 20)
        func normal() -> Double { StandardNormal.quantile(Double.random(in: 1e-12..<1, using: &generator)) }
        let pValues = (0..<4000).compactMap { _ in
            PairedTTest(differences: (0..<8).map { _ in normal() })?.test.pValue
        }.sorted()
        let distance = pValues.enumerated().map { abs($1 - (Double($0) + 0.5) / 4000) }.max() ?? 1
        #expect(distance < 1.63 / 4000.0.squareRoot(), "Kolmogorov's distance at 1 %")
        let differences = (0..<10).map { _ in 0.5 + normal() }
        let plain = try #require(PairedTTest(differences: differences))
        let corrected = try #require(CorrectedResampledTTest(differences: differences, runs: 1))
        #expect(corrected.test.pValue > plain.test.pValue)
        #expect(
            CorrectedResampledTTest(differences: differences, testToTrainRatio: 0)?.test.pValue == plain.test.pValue)
    }

    @Test("Looking twenty times, the sequences keep their error and the plain test does not")
    func anytime() throws {
        var generator = SplitMix64(seed: 7)
        var (plain, asymptotic, mixture) = (0, 0, 0)
        let runs = 1000
        for _ in 0..<runs {
            var (a, b) = (0, 0)
            var rejected = (false, false, false)
            var sequential = try #require(MixtureSequentialTest(sigma: 0.3, tau: 0.02))
            for look in 1...20 {
                for _ in 0..<100 {
                    a += Double.random(in: 0..<1, using: &generator) < 0.1 ? 1 : 0
                    b += Double.random(in: 0..<1, using: &generator) < 0.1 ? 1 : 0
                }
                let control = try #require(Proportion(successes: a, count: 100 * look))
                let treatment = try #require(Proportion(successes: b, count: 100 * look))
                let difference = ProportionDifference(control: control, treatment: treatment)
                let effect = try #require(
                    EffectEstimate(control: ArmSummary(control), treatment: ArmSummary(treatment)))
                let sequence = try #require(AsymptoticConfidenceSequence(effect: effect, tightestAt: 5000))
                sequential.observe(count: 100 * look, difference: difference.estimate)
                rejected.0 = rejected.0 || difference.pooled.pValue < 0.05
                rejected.1 = rejected.1 || sequence.pValue < 0.05
                rejected.2 = rejected.2 || sequential.pValue < 0.05
                #expect(sequence.interval.contains(0) == (sequence.pValue > 0.05))
            }
            plain += rejected.0 ? 1 : 0
            asymptotic += rejected.1 ? 1 : 0
            mixture += rejected.2 ? 1 : 0
        }
        #expect(plain > runs * 15 / 100)
        #expect(asymptotic < runs * 5 / 100 && mixture < runs * 5 / 100)
    }
}
