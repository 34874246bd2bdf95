internal import CKernels

extension Float: TrainingScalar {
    /// How far a fast activation, slope or loss may be from the double-precision loop, relative to the larger of it and
    /// 1: a dozen roundings of 6e-8 each.
    static let kernelTolerance: Float = 1e-6

    static func activate(
        _ activation: Activation, _ z: UnsafeMutablePointer<Float>, bias: UnsafePointer<Float>,
        slopes: UnsafeMutablePointer<Float>, m: Int, n: Int
    ) {
        switch activation {
        case .relu: ck_bias_relu(z, bias, m, n)
        case .tanh: ck_bias_tanh(z, bias, m, n)
        case .sigmoid: ck_bias_sigmoid(z, bias, m, n)
        case .gelu: ck_bias_gelu(z, bias, slopes, m, n)
        }
    }

    static func backpropagate(
        _ activation: Activation, _ delta: UnsafeMutablePointer<Float>, values: UnsafePointer<Float>,
        slopes: UnsafePointer<Float>, biasGradient: UnsafeMutablePointer<Float>, m: Int, n: Int
    ) {
        switch activation {
        case .relu: ck_back_relu(delta, values, biasGradient, m, n)
        case .tanh: ck_back_tanh(delta, values, biasGradient, m, n)
        case .sigmoid: ck_back_sigmoid(delta, values, biasGradient, m, n)
        case .gelu: ck_back_gelu(delta, slopes, biasGradient, m, n)
        }
    }

    static func softmaxLoss(
        _ z: UnsafeMutablePointer<Float>, bias: UnsafePointer<Float>, classes: UnsafePointer<Int32>,
        biasGradient: UnsafeMutablePointer<Float>, m: Int, n: Int
    ) -> Double {
        ck_softmax_loss(z, bias, classes, 1 / Float(m), biasGradient, m, n)
    }

    static func hits(
        _ z: UnsafePointer<Float>, bias: UnsafePointer<Float>, classes: UnsafePointer<Int32>, m: Int, n: Int
    ) -> Int {
        ck_hits(z, bias, classes, m, n)
    }

    static func multiply(
        _ out: UnsafeMutablePointer<Float>, _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, count: Int
    ) {
        ck_multiply(out, x, y, count)
    }

    static func step(
        _ rule: OptimizerStep, w: UnsafeMutablePointer<Float>, gradient: UnsafePointer<Float>,
        first: UnsafeMutablePointer<Float>, second: UnsafeMutablePointer<Float>, count: Int
    ) {
        let rate = Float(rule.rate)
        let penalty = Float(rule.penalty)
        switch rule.optimizer {
        case .sgd: ck_step_sgd(w, gradient, count, rate, penalty)
        case .momentum, .nesterov:
            let lookAhead: Int32 = rule.optimizer == .nesterov ? 1 : 0
            ck_step_momentum(w, gradient, first, count, rate, penalty, Float(rule.momentum), lookAhead)
        case .rmsprop:
            let decay = Float(OptimizerStep.rmspropDecay)
            ck_step_rmsprop(w, gradient, first, count, rate, penalty, decay, Float(OptimizerStep.epsilon))
        case .adam, .adamw:
            ck_step_adam(
                w, gradient, first, second, count, rate, penalty, Float(rule.shrink), Float(OptimizerStep.firstDecay),
                Float(OptimizerStep.secondDecay), Float(OptimizerStep.epsilon))
        }
    }
}
