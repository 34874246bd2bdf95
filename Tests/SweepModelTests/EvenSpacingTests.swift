import SweepModel
import Testing

@Suite("Even spacing")
struct EvenSpacingTests {
    @Test("includes both ends exactly and reads well in between")
    func linear() {
        #expect(
            EvenSpacing.linear(from: 0, through: 1, steps: 11) == [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1])
        #expect(EvenSpacing.linear(from: 0, through: 1, steps: 4) == [0, 0.3333333333333, 0.6666666666667, 1])
        #expect(EvenSpacing.linear(from: -0.1, through: 0.1, steps: 3) == [-0.1, 0, 0.1])
        let ends = EvenSpacing.linear(from: 1.0 / 3, through: 2.0 / 3, steps: 2)
        #expect(ends == [1.0 / 3, 2.0 / 3])
    }

    @Test("on a log scale gives round powers of ten and of two")
    func logarithmic() {
        #expect(
            EvenSpacing.logarithmic(from: 1e-6, through: 1e-1, steps: 6) == [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1])
        #expect(EvenSpacing.logarithmic(from: 16, through: 1024, steps: 7) == [16, 32, 64, 128, 256, 512, 1024])
        #expect(EvenSpacing.logarithmic(from: 0.5, through: 8, steps: 3) == [0.5, 2, 8])
    }

    /// Bit patterns, so that a machine with another `pow` or with fused multiply-add is found out.
    @Test("gives the same bits everywhere")
    func bits() {
        let numbers = EvenSpacing.logarithmic(from: 0.0005, through: 0.008, steps: 4)
        #expect(numbers == [0.0005, 0.001259921049895, 0.003174802103936, 0.008])
        #expect(EvenSpacing.exponential(1) == 2.718281828459)
        #expect(EvenSpacing.exponential(-2.5) == 0.08208499862390)
        #expect(EvenSpacing.exponential(0) == 1)
    }

    @Test("stays finite and ascending over the whole range of numbers")
    func extremes() {
        let first = Double.leastNormalMagnitude
        let last = Double.greatestFiniteMagnitude
        let numbers = EvenSpacing.logarithmic(from: first, through: last, steps: 1_001)
        #expect(numbers.allSatisfy { $0.isFinite })
        #expect(zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 })
        let linear = EvenSpacing.linear(from: -last, through: last, steps: 1_001)
        #expect(linear.allSatisfy { $0.isFinite })
        #expect(zip(linear, linear.dropFirst()).allSatisfy { $0 < $1 })
        #expect(EvenSpacing.exponential(700).isFinite)
        #expect(EvenSpacing.exponential(-700) > 0)
    }

    @Test("on a log scale agrees with the definition to 12 digits", arguments: [2, 3, 7, 100, 1_000])
    func definition(steps: Int) {
        let numbers = EvenSpacing.logarithmic(from: 1e-4, through: 3, steps: steps)
        let ratio = numbers[1] / numbers[0]
        for (number, next) in zip(numbers, numbers.dropFirst()) { #expect(abs(next / number / ratio - 1) < 1e-11) }
        #expect(numbers.count == steps)
    }

    @Test("of whole numbers rounds halves up and drops repeats")
    func whole() {
        #expect(EvenSpacing.whole(from: 1, through: 8, steps: 3) == [1, 5, 8])
        #expect(EvenSpacing.whole(from: 1, through: 4, steps: 10) == [1, 2, 3, 4])
        #expect(EvenSpacing.whole(from: -3, through: 3, steps: 4) == [-3, -1, 1, 3])
        #expect(EvenSpacing.whole(from: .min, through: .max, steps: 3) == [.min, 0, .max])
        #expect(EvenSpacing.whole(from: 0, through: 1_000_000_000_000, steps: 5)[1] == 250_000_000_000)
    }

    @Test("rounds to multiples, halves to the even one")
    func quantised() {
        #expect(EvenSpacing.quantised(5, by: 2) == 4)
        #expect(EvenSpacing.quantised(7, by: 2) == 8)
        #expect(EvenSpacing.quantised(0.34, by: 0.1) == 0.3)
    }
}
