import Testing

@testable import TrainingCore

/// Each fast kernel against the plain loop beside it, on widths with and without a remainder for every vector length.
@Suite struct KernelTests {
    private static let shapes = [(1, 1), (3, 10), (32, 10), (32, 64), (7, 37), (5, 129)]

    private func draw(_ count: Int, _ purpose: String, scale: Double = 6) -> (single: [Float], double: [Double]) {
        var random = RandomStream(seed: 11, purpose: purpose)
        let single = (0..<count).map { _ in Float((2 * random.unit() - 1) * scale) }
        return (single, single.map(Double.init))
    }

    private func expectClose(_ fast: [Float], _ plain: [Double], _ tolerance: Float = Float.kernelTolerance) {
        for (fast, plain) in zip(fast, plain) {
            let difference = abs(Double(fast) - plain)
            #expect(difference <= Double(tolerance) * max(1, abs(plain)), "\(fast) against \(plain)")
            if difference > Double(tolerance) * max(1, abs(plain)) { return }
        }
    }

    @Test("Activations and their slopes agree with the plain loops", arguments: Activation.allCases)
    func activations(_ activation: Activation) {
        for (m, n) in Self.shapes {
            var (z, plain) = draw(m * n, "z", scale: 12)
            let (bias, plainBias) = draw(n, "bias", scale: 1)
            var slopes = [Float](repeating: 0, count: m * n)
            var plainSlopes = [Double](repeating: 0, count: m * n)
            Float.activate(activation, &z, bias: bias, slopes: &slopes, m: m, n: n)
            Double.activate(activation, &plain, bias: plainBias, slopes: &plainSlopes, m: m, n: n)
            expectClose(z, plain)
            expectClose(slopes, plainSlopes, 4 * Float.kernelTolerance)
            var (delta, plainDelta) = draw(m * n, "delta", scale: 1)
            var gradient = [Float](repeating: 9, count: n)
            var plainGradient = [Double](repeating: 9, count: n)
            Float.backpropagate(activation, &delta, values: z, slopes: slopes, biasGradient: &gradient, m: m, n: n)
            Double.backpropagate(
                activation, &plainDelta, values: z.map(Double.init), slopes: slopes.map(Double.init),
                biasGradient: &plainGradient, m: m, n: n)
            expectClose(delta, plainDelta)
            expectClose(gradient, plainGradient, Float(m) * Float.kernelTolerance)
        }
    }

    @Test("Activations hold from the smallest to the largest scores", arguments: Activation.allCases)
    func extremes(_ activation: Activation) {
        var z: [Float] = [0, -0.0, 1e-30, -1e-5, 0.3499, 0.3501, -0.35, 88, -88, 200, -200, 1e10, -1e10]
        var plain = z.map(Double.init)
        let count = z.count
        var slopes = z
        var plainSlopes = plain
        Float.activate(activation, &z, bias: [Float](repeating: 0, count: count), slopes: &slopes, m: 1, n: count)
        Double.activate(
            activation, &plain, bias: [Double](repeating: 0, count: count), slopes: &plainSlopes, m: 1, n: count)
        expectClose(z, plain)
    }

    @Test("A score that is no number stays one, so that divergence is seen")
    func notANumber() {
        for activation in Activation.allCases {
            var z: [Float] = [.nan]
            var slopes: [Float] = [0]
            Float.activate(activation, &z, bias: [0], slopes: &slopes, m: 1, n: 1)
            #expect(z[0].isNaN, "\(activation)")
        }
        var z: [Float] = [.nan, 1]
        var gradient: [Float] = [0, 0]
        #expect(Float.softmaxLoss(&z, bias: [0, 0], classes: [1], biasGradient: &gradient, m: 1, n: 2).isNaN)
    }

    @Test("Softmax losses, deltas and hits agree with the plain loops")
    func softmax() {
        for (m, n) in Self.shapes + [(400, 10)] {
            var (z, plain) = draw(m * n, "z", scale: 20)
            let (bias, plainBias) = draw(n, "bias", scale: 1)
            var random = RandomStream(seed: 1, purpose: "classes")
            let classes = (0..<m).map { _ in Int32(random.below(n)) }
            #expect(
                Float.hits(z, bias: bias, classes: classes, m: m, n: n)
                    == Double.hits(plain, bias: plainBias, classes: classes, m: m, n: n))
            var gradient = [Float](repeating: 0, count: n)
            var plainGradient = [Double](repeating: 0, count: n)
            let loss = Float.softmaxLoss(&z, bias: bias, classes: classes, biasGradient: &gradient, m: m, n: n)
            let plainLoss = Double.softmaxLoss(
                &plain, bias: plainBias, classes: classes, biasGradient: &plainGradient, m: m, n: n)
            #expect(abs(loss - plainLoss) <= Double(Float.kernelTolerance) * max(1, plainLoss))
            expectClose(z, plain)
            expectClose(gradient, plainGradient)
        }
    }

    @Test("Ten steps of every optimiser agree with the plain loops", arguments: Optimizer.allCases)
    func steps(_ optimizer: Optimizer) {
        for count in [1, 37, 4810] {
            var (w, plainW) = draw(count, "w", scale: 1)
            var (first, second) = ([Float](repeating: 0, count: count), [Float](repeating: 0, count: count))
            var (plainFirst, plainSecond) = (first.map(Double.init), second.map(Double.init))
            for number in 1...10 {
                let (g, plainG) = draw(count, "g\(number)", scale: 0.1)
                let rule = OptimizerStep(optimizer, number: number, rate: 0.01, l2: 0.1, momentum: 0.9)
                Float.step(rule, w: &w, gradient: g, first: &first, second: &second, count: count)
                Double.step(rule, w: &plainW, gradient: plainG, first: &plainFirst, second: &plainSecond, count: count)
            }
            expectClose(w, plainW, 10 * Float.kernelTolerance)
        }
    }
}
