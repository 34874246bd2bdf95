import Foundation
import Statistics
import Testing

@Suite("Input that no method can use") struct DegenerateInputTests {
    @Test("Distributions refuse impossible parameters and answer NaN outside their probabilities")
    func distributions() {
        #expect(StudentT(degreesOfFreedom: 0) == nil)
        #expect(StudentT(degreesOfFreedom: .nan) == nil)
        #expect(ChiSquare(degreesOfFreedom: -1) == nil)
        #expect(BetaDistribution(0, 1) == nil)
        #expect(Binomial(count: -1, probability: 0.5) == nil)
        #expect(Binomial(count: 3, probability: .nan) == nil)
        #expect(StudentizedRange(count: 1) == nil)
        for probability in [-0.1, 1.1, .nan] {
            #expect(StandardNormal.quantile(probability).isNaN)
            #expect(StudentT(degreesOfFreedom: 3)?.quantile(probability).isNaN == true)
            #expect(ChiSquare(degreesOfFreedom: 3)?.quantile(probability).isNaN == true)
            #expect(BetaDistribution(2, 3)?.quantile(probability).isNaN == true)
            #expect(StudentizedRange(count: 3)?.upperQuantile(probability).isNaN == true)
        }
        #expect(StandardNormal.quantile(0) == -.infinity && StandardNormal.quantile(1) == .infinity)
        #expect(StudentT(degreesOfFreedom: 0.5)?.upperTail(1e300) ?? 0 > 0)
        #expect(StandardNormal.cumulative(.nan).isNaN && StudentT(degreesOfFreedom: 2)?.cumulative(.nan).isNaN == true)
    }

    @Test("No values, one value and NaN have no test")
    func tooFew() {
        #expect(PairedTTest(differences: []) == nil)
        #expect(PairedTTest(differences: [1]) == nil)
        #expect(PairedTTest(differences: [1, .nan]) == nil)
        #expect(CorrectedResampledTTest(differences: [1, 2, 3], runs: 2) == nil)
        #expect(CorrectedResampledTTest(differences: [1, 2], testToTrainRatio: -1) == nil)
        #expect(CorrectedResampledTTest(differences: [1, 2], runs: 0) == nil)
        #expect(McNemarTest(firstOnly: -1, secondOnly: 0) == nil)
        #expect(McNemarTest(firstOnly: .max, secondOnly: 1) == nil)
        #expect(WilcoxonSignedRankTest(differences: []) == nil)
        #expect(WilcoxonSignedRankTest(differences: [.nan]) == nil)
        #expect(WilcoxonSignedRankTest(differences: [0, 0])?.pValue == 1)
        #expect(FriedmanTest(scores: [], higherIsBetter: true) == nil)
        #expect(FriedmanTest(scores: [[1, 2], [1]], higherIsBetter: true) == nil)
        #expect(FriedmanTest(scores: [[1, 1], [2, 2]], higherIsBetter: true)?.pValue == 1)
        #expect(OneStandardErrorRule(losses: [[1, 2], [1]], complexity: [1, 2]) == nil)
        #expect(OneStandardErrorChoice(means: [], standardErrorOfBest: 1, complexity: []) == nil)
        #expect(OneStandardErrorChoice(means: [1, .nan], standardErrorOfBest: 1, complexity: [1, 2]) == nil)
        #expect(OneStandardErrorChoice(means: [1], standardErrorOfBest: .infinity, complexity: [1]) == nil)
        #expect(BootstrapBiasCorrection(losses: [[1]], seed: 1) == nil)
        #expect(BootstrapBiasCorrection(losses: [[1, .infinity]], seed: 1) == nil)
        #expect(MultipleTesting.holm.adjusted([0.1, .nan]) == nil)
        #expect(MultipleTesting.benjaminiYekutieli.adjusted([]) == [])
        #expect(ArmSummary(of: [1]) == nil)
        #expect(Proportion(successes: 2, count: 1) == nil && Proportion(successes: 0, count: 0) == nil)
        #expect(BetaBinomialArms(arms: []) == nil && BetaBinomialArms(arms: [(2, 1)]) == nil)
        #expect(SampleRatioTest(observed: [1], weights: [0.5, 0.5]) == nil)
        #expect(SampleRatioTest(observed: [0, 0], weights: [0.5, 0.5])?.pValue == 1)
        #expect(SampleRatioTest(observed: [5, 1], weights: [1, 0])?.pValue == 0)
        #expect(Cuped.Arm(outcomes: [1], covariates: []) == nil)
        #expect(BucketRanges(weights: [0.5, 0.4]) == nil && BucketRanges(weights: [.nan, 1]) == nil)
        #expect(ThompsonAllocation.weights(bestProbabilities: [0.5, 0.5], floor: 0.6) == nil)
    }

    @Test("Without any spread a test is certain, or finds nothing")
    func noSpread() throws {
        let equal = try #require(PairedTTest(differences: [0, 0, 0])).test
        #expect(equal.t == 0 && equal.pValue == 1)
        let shifted = try #require(PairedTTest(differences: [0.5, 0.5])).test
        #expect(shifted.t == .infinity && shifted.pValue == 0)
        #expect(shifted.interval() == ConfidenceInterval(lower: 0.5, upper: 0.5))
        #expect(CorrelatedTPosterior(test: shifted, rope: 0.1)?.above == 1)
        let none = try #require(Proportion(successes: 0, count: 9))
        let all = try #require(Proportion(successes: 9, count: 9))
        #expect(ProportionDifference(control: none, treatment: none).pooled.pValue == 1)
        #expect(ProportionDifference(control: none, treatment: all).unpooled.z == .infinity)
        #expect(EffectEstimate(control: ArmSummary(none), treatment: ArmSummary(all), scale: .relative) == nil)
    }

    @Test("Plans without an effect, and impossible ones, have no size")
    func noPlan() {
        #expect(TwoArmDesign(alpha: 0.5, power: 0.4) == nil)
        #expect(TwoArmDesign(ratio: 0) == nil)
        #expect(TwoArmDesign()?.countZ(effect: 0) == nil)
        #expect(TwoArmDesign()?.countT(effect: .nan) == nil)
        #expect(TwoArmDesign()?.countArcsine(0.1, 0.1) == nil)
        #expect(TwoArmDesign()?.countFleissPooled(0.1, 1.2) == nil)
        #expect(TwoArmDesign()?.detectableRate(baseline: 0.9, count: 10) == nil)
    }

    @Test("Extreme effects and domains have an answer")
    func extremes() throws {
        #expect(Power.t(effect: 1e6, first: 2, second: 2, alpha: 0.05) > 0.999)
        // Either side of where the shift is certain: 1000 standard errors are an effect of 1154.7.
        let (below, above) = (1154.6, 1154.8)
        let jump = [below, above].map { Power.t(effect: $0, first: 1.5, second: 1.5, alpha: 1e-4) }
        #expect(jump[0] < jump[1] && jump[1] - jump[0] < 1e-4)
        #expect(try #require(TwoArmDesign()?.countT(effect: 1e5)) > 1)
        let one = try #require(ArmSummary(count: 1, mean: 1, variance: 2))
        #expect(try WelchTTest(effect: #require(EffectEstimate(control: one, treatment: one))) == nil)
        let least = Double.leastNonzeroMagnitude
        let narrow = PedAnova.Parameter(domain: .real(low: 0, high: least), values: [0, least, 0, 1e308])
        #expect(try PedAnova(parameters: [narrow], objective: [1, 2, 3, 4], direction: .minimize).normalized == [1])
        let wide = PedAnova.Parameter(domain: .real(low: -1e308, high: 1e308), values: [0])
        #expect(throws: ImportanceError.invalidDomain(parameter: 0)) {
            try PedAnova(parameters: [wide], objective: [1], direction: .minimize)
        }
        #expect(
            ParetoFront.indices(
                of: [[.nan, 1], [1, .infinity], [-.infinity, 2]], directions: [.minimize, .minimize]) == [2])
        #expect(
            Hypervolume.dominated(by: [[.nan, 0], [2, 0]], reference: [1, 1], directions: [.minimize, .minimize]) == 0)
    }

    @Test("Importance names what is wrong with its input")
    func importance() {
        let values = PedAnova.Parameter(domain: .real(low: 0, high: 1), values: [0.1, 0.2])
        #expect(throws: ImportanceError.lengthsDiffer(parameter: 0, received: 2, expected: 1)) {
            try PedAnova(parameters: [values], objective: [1], direction: .minimize)
        }
        let domain = PedAnova.Parameter(domain: .real(low: 0, high: 1, isLog: true), values: [0.1, 0.2])
        #expect(throws: ImportanceError.invalidDomain(parameter: 0)) {
            try PedAnova(parameters: [domain], objective: [1, 2], direction: .minimize)
        }
        let choice = PedAnova.Parameter(domain: .categorical(choices: 2), values: [0, 2])
        #expect(throws: ImportanceError.invalidValue(parameter: 0, row: 1)) {
            try PedAnova(parameters: [choice], objective: [1, 2], direction: .minimize)
        }
        #expect(throws: ImportanceError.incompleteGrid(missing: 1, cells: 4)) {
            try GridAnova(levels: [[0, 0], [0, 1], [1, 0]], values: [1, 2, 3])
        }
        #expect(throws: ImportanceError.unbalancedGrid(fewest: 1, most: 2)) {
            try GridAnova(levels: [[0], [1], [1]], values: [1, 2, 3])
        }
        #expect(throws: ImportanceError.constantObjective) { try GridAnova(levels: [[0], [1]], values: [1, 1]) }
        #expect(throws: ImportanceError.gridTooLarge) {
            try GridAnova(levels: [[Int.max - 1, Int.max - 1]], values: [1])
        }
    }
}
