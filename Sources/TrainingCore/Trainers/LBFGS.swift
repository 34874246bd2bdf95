/// Limited-memory BFGS (Nocedal 1980), with a line search for the weak Wolfe conditions by bracketing and bisection
/// (Lewis and Overton 2013). For smooth functions; a convex one is taken to its minimum.
struct LBFGS {
    enum End: Equatable {
        /// Where the gradient became small, nothing better was found, or the iterations ran out.
        case minimum([Double])
        case notFinite
        case stopped
    }

    /// Pairs of steps and gradient changes that shape the next direction.
    static let memory = 10
    /// Weak Wolfe: enough decrease, and a slope that is flatter by a tenth.
    static let decrease = 1e-4
    static let curvature = 0.9
    static let maximumTrials = 40

    let maximumIterations: Int
    /// Of the largest entry of the gradient.
    let gradientTolerance: Double

    private struct Pair {
        let step: [Double]
        let change: [Double]
        /// 1 / (step · change).
        let scale: Double
    }

    /// - Parameters:
    ///   - shouldStop: once it says true, it must go on saying so.
    ///   - evaluate: gives the value at a point and writes the gradient, which has the point's length.
    ///   - report: hears the number and value of each iteration.
    func minimize(
        from start: [Double], shouldStop: () -> Bool, evaluate: ([Double], inout [Double]) -> Double,
        report: (Int, Double) -> Void
    ) -> End {
        var point = start
        var gradient = [Double](repeating: 0, count: start.count)
        var value = evaluate(point, &gradient)
        var pairs: [Pair] = []
        for iteration in 1...maximumIterations {
            guard value.isFinite else { return .notFinite }
            guard !shouldStop() else { return .stopped }
            guard (gradient.map(abs).max() ?? 0) > gradientTolerance else { break }
            var direction = Self.direction(gradient, pairs)
            if Vector.dot(direction, gradient) >= 0 {
                pairs = []
                direction = gradient.map { -$0 }
            }
            // Before any curvature is known, a step of at most length 1.
            let first = pairs.isEmpty ? min(1, 1 / Vector.dot(gradient, gradient).squareRoot()) : 1
            guard let found = search(point, value, gradient, direction, first, evaluate, shouldStop) else {
                if shouldStop() { return .stopped }
                break
            }
            let step = zip(found.point, point).map { $0 - $1 }
            let change = zip(found.gradient, gradient).map { $0 - $1 }
            let product = Vector.dot(step, change)
            if product > 1e-300 {
                pairs = pairs.suffix(Self.memory - 1) + [Pair(step: step, change: change, scale: 1 / product)]
            }
            (point, value, gradient) = (found.point, found.value, found.gradient)
            report(iteration, value)
        }
        return .minimum(point)
    }

    /// The two-loop recursion: −H · gradient.
    private static func direction(_ gradient: [Double], _ pairs: [Pair]) -> [Double] {
        var direction = gradient.map { -$0 }
        var weights: [Double] = []
        for pair in pairs.reversed() {
            let weight = pair.scale * Vector.dot(pair.step, direction)
            weights.append(weight)
            Vector.add(direction.count, -weight, pair.change, to: &direction)
        }
        if let last = pairs.last {
            let scale = 1 / (last.scale * Vector.dot(last.change, last.change))
            for index in direction.indices { direction[index] *= scale }
        }
        for (pair, weight) in zip(pairs, weights.reversed()) {
            let correction = weight - pair.scale * Vector.dot(pair.change, direction)
            Vector.add(direction.count, correction, pair.step, to: &direction)
        }
        return direction
    }

    /// A point along `direction` that satisfies both conditions, the lowest one found otherwise; `nil` when none is
    /// lower.
    private func search(
        _ point: [Double], _ value: Double, _ gradient: [Double], _ direction: [Double], _ first: Double,
        _ evaluate: ([Double], inout [Double]) -> Double, _ shouldStop: () -> Bool
    ) -> (point: [Double], value: Double, gradient: [Double])? {
        let slope = Vector.dot(direction, gradient)
        var (low, high, length) = (0.0, Double.infinity, first)
        var lowest: (point: [Double], value: Double, gradient: [Double])?
        for _ in 0..<Self.maximumTrials where !shouldStop() {
            var trial = point
            Vector.add(trial.count, length, direction, to: &trial)
            var trialGradient = gradient
            let trialValue = evaluate(trial, &trialGradient)
            if trialValue < lowest?.value ?? value { lowest = (trial, trialValue, trialGradient) }
            // A value that isn't finite fails this comparison too: the step was too long.
            if !(trialValue <= value + Self.decrease * length * slope) {
                high = length
            } else if Vector.dot(direction, trialGradient) < Self.curvature * slope {
                low = length
            } else {
                return (trial, trialValue, trialGradient)
            }
            length = high.isFinite ? (low + high) / 2 : 2 * length
        }
        return lowest
    }
}
