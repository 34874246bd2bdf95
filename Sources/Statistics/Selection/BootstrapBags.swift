/// Eight bootstrap samples side by side, as how often each row was drawn: nothing is copied, and a row is read once for all.
struct BootstrapBags {
    /// [row], with a lane a sample.
    private let weights: [SIMD8<Double>]
    private let used: Int

    /// The same numbers are drawn for a row whichever lanes are used, so that a longer run begins like a shorter one.
    init(rows: Int, used: Int, generator: inout SplitMix64) {
        var weights = [SIMD8<Double>](repeating: .zero, count: rows)
        for lane in 0..<used {
            for _ in 0..<rows { weights[generator.index(below: rows)][lane] += 1 }
        }
        self.weights = weights
        self.used = used
    }

    /// For each sample the configuration with the smallest sum of drawn losses; the first of equals.
    func winners(_ losses: [[Double]]) -> [Int] {
        var smallest = SIMD8<Double>(repeating: .infinity)
        var winners = [Int](repeating: 0, count: used)
        for (configuration, values) in losses.enumerated() {
            let sums = drawn(values)
            for lane in 0..<used where sums[lane] < smallest[lane] {
                smallest[lane] = sums[lane]
                winners[lane] = configuration
            }
        }
        return winners
    }

    /// The mean loss on the rows that a sample did not draw; `nil` where it drew all.
    func leftOut(_ losses: [Double], lane: Int) -> Double? {
        var sum = 0.0
        var count = 0
        for (weight, loss) in zip(weights, losses) where weight[lane] == 0 {
            sum += loss
            count += 1
        }
        return count > 0 ? sum / Double(count) : nil
    }

    private func drawn(_ losses: [Double]) -> SIMD8<Double> {
        losses.withUnsafeBufferPointer { losses in
            weights.withUnsafeBufferPointer { weights in
                var sums = SIMD8<Double>.zero
                for row in 0..<min(losses.count, weights.count) { sums += weights[row] * losses[row] }
                return sums
            }
        }
    }
}
