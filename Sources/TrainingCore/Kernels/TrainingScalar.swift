internal import Foundation

/// A number type that networks train in: `Float` by the fast kernels of `CKernels`, `Double` by the plain loops that
/// prove them.
///
/// Letters: m rows of a batch, n units. Matrices are row-major without gaps, in buffers that the caller owns.
protocol TrainingScalar: BLASScalar {
    /// z[m x n] += bias[n], then the activation, in place. `gelu` also keeps its slope in `slopes`.
    static func activate(
        _ activation: Activation, _ z: UnsafeMutablePointer<Self>, bias: UnsafePointer<Self>,
        slopes: UnsafeMutablePointer<Self>, m: Int, n: Int)

    /// delta[m x n] *= the activation's slope, from its value (`gelu`: from `slopes`); `biasGradient` = column sums of
    /// delta.
    static func backpropagate(
        _ activation: Activation, _ delta: UnsafeMutablePointer<Self>, values: UnsafePointer<Self>,
        slopes: UnsafePointer<Self>, biasGradient: UnsafeMutablePointer<Self>, m: Int, n: Int)

    /// z[m x n] + bias[n] becomes (softmax − one-hot) / m, `biasGradient` its column sums; the sum of log losses is
    /// returned.
    static func softmaxLoss(
        _ z: UnsafeMutablePointer<Self>, bias: UnsafePointer<Self>, classes: UnsafePointer<Int32>,
        biasGradient: UnsafeMutablePointer<Self>, m: Int, n: Int
    ) -> Double

    /// How many rows of z[m x n] + bias[n] have their largest number, the first of equals, at their class.
    static func hits(
        _ z: UnsafePointer<Self>, bias: UnsafePointer<Self>, classes: UnsafePointer<Int32>, m: Int, n: Int
    ) -> Int

    /// out[count] = x · y, entry by entry; `out` may be x.
    static func multiply(
        _ out: UnsafeMutablePointer<Self>, _ x: UnsafePointer<Self>, _ y: UnsafePointer<Self>, count: Int)

    /// One optimiser step over `count` parameters w, with `first` and `second` as the optimiser's memory.
    static func step(
        _ rule: OptimizerStep, w: UnsafeMutablePointer<Self>, gradient: UnsafePointer<Self>,
        first: UnsafeMutablePointer<Self>, second: UnsafeMutablePointer<Self>, count: Int)
}

/// The numbers of one optimiser step.
struct OptimizerStep: Sendable, Equatable {
    static let rmspropDecay = 0.9
    static let firstDecay = 0.9
    static let secondDecay = 0.999
    static let epsilon = 1e-8

    let optimizer: Optimizer
    let rate: Double
    /// Added to the gradient as penalty · w.
    let penalty: Double
    let momentum: Double
    /// `adamw`: w is first multiplied by this; otherwise 1.
    let shrink: Double

    /// - Parameters:
    ///   - number: counts steps from 1, for Adam's bias correction.
    ///   - l2: of a penalty l2 / 2 · Σ w² in this step's loss; under `adamw` the decoupled decay.
    init(_ optimizer: Optimizer, number: Int, rate: Double, l2: Double, momentum: Double) {
        self.optimizer = optimizer
        self.momentum = momentum
        switch optimizer {
        case .sgd, .momentum, .nesterov, .rmsprop: self.rate = rate
        case .adam, .adamw:
            let count = Double(number)
            self.rate = rate * (1 - pow(Self.secondDecay, count)).squareRoot() / (1 - pow(Self.firstDecay, count))
        }
        penalty = optimizer == .adamw ? 0 : l2
        shrink = optimizer == .adamw ? 1 - rate * l2 : 1
    }
}
