internal import Foundation

/// The plain loops. Nothing here is fast; everything is the formula as one writes it down.
extension Double: TrainingScalar {
    static func activate(
        _ activation: Activation, _ z: UnsafeMutablePointer<Double>, bias: UnsafePointer<Double>,
        slopes: UnsafeMutablePointer<Double>, m: Int, n: Int
    ) {
        for row in 0..<m {
            for unit in 0..<n {
                let index = row * n + unit
                let score = z[index] + bias[unit]
                z[index] = activation.value(score)
                if activation == .gelu { slopes[index] = activation.slope(score) }
            }
        }
    }

    static func backpropagate(
        _ activation: Activation, _ delta: UnsafeMutablePointer<Double>, values: UnsafePointer<Double>,
        slopes: UnsafePointer<Double>, biasGradient: UnsafeMutablePointer<Double>, m: Int, n: Int
    ) {
        for unit in 0..<n { biasGradient[unit] = 0 }
        for row in 0..<m {
            for unit in 0..<n {
                let index = row * n + unit
                let value = values[index]
                switch activation {
                case .relu: delta[index] *= value > 0 ? 1 : 0
                case .tanh: delta[index] *= 1 - value * value
                case .sigmoid: delta[index] *= value * (1 - value)
                case .gelu: delta[index] *= slopes[index]
                }
                biasGradient[unit] += delta[index]
            }
        }
    }

    static func softmaxLoss(
        _ z: UnsafeMutablePointer<Double>, bias: UnsafePointer<Double>, classes: UnsafePointer<Int32>,
        biasGradient: UnsafeMutablePointer<Double>, m: Int, n: Int
    ) -> Double {
        var loss = 0.0
        for unit in 0..<n { biasGradient[unit] = 0 }
        for row in 0..<m {
            let scores = UnsafeMutableBufferPointer(start: z + row * n, count: n)
            for unit in 0..<n { scores[unit] += bias[unit] }
            let peak = scores.max() ?? 0
            let total = scores.reduce(0) { $0 + exp($1 - peak) }
            let truth = Int(classes[row])
            loss += peak + log(total) - scores[truth]
            for unit in 0..<n {
                let probability = exp(scores[unit] - peak) / total
                scores[unit] = (probability - (unit == truth ? 1 : 0)) / Double(m)
                biasGradient[unit] += scores[unit]
            }
        }
        return loss
    }

    static func hits(
        _ z: UnsafePointer<Double>, bias: UnsafePointer<Double>, classes: UnsafePointer<Int32>, m: Int, n: Int
    ) -> Int {
        (0..<m).count { row in
            let scores = (0..<n).map { z[row * n + $0] + bias[$0] }
            return ClassificationMetrics.largest(scores[...]) == classes[row]
        }
    }

    static func multiply(
        _ out: UnsafeMutablePointer<Double>, _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, count: Int
    ) {
        for index in 0..<count { out[index] = x[index] * y[index] }
    }

    static func step(
        _ rule: OptimizerStep, w: UnsafeMutablePointer<Double>, gradient: UnsafePointer<Double>,
        first: UnsafeMutablePointer<Double>, second: UnsafeMutablePointer<Double>, count: Int
    ) {
        for index in 0..<count {
            let g = gradient[index] + rule.penalty * w[index]
            switch rule.optimizer {
            case .sgd: w[index] -= rule.rate * g
            case .momentum, .nesterov:
                first[index] = rule.momentum * first[index] - rule.rate * g
                w[index] +=
                    rule.optimizer == .nesterov ? rule.momentum * first[index] - rule.rate * g : first[index]
            case .rmsprop:
                let decay = OptimizerStep.rmspropDecay
                first[index] = decay * first[index] + (1 - decay) * g * g
                w[index] -= rule.rate * g / (first[index].squareRoot() + OptimizerStep.epsilon)
            case .adam, .adamw:
                let decays = (OptimizerStep.firstDecay, OptimizerStep.secondDecay)
                first[index] = decays.0 * first[index] + (1 - decays.0) * g
                second[index] = decays.1 * second[index] + (1 - decays.1) * g * g
                let step = rule.rate * first[index] / (second[index].squareRoot() + OptimizerStep.epsilon)
                w[index] = rule.shrink * w[index] - step
            }
        }
    }
}
