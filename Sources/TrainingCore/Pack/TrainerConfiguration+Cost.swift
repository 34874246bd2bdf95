/// What a trial costs, before it runs. Pure arithmetic; the constants are on the safe side of what an ordinary core
/// with OpenBLAS does.
extension TrainerConfiguration {
    /// The size of a training problem.
    public struct Problem: Sendable, Equatable {
        /// All rows of the data set.
        public let rows: Int
        public let features: Int
        /// Classes, or 1 for a regression.
        public let outputs: Int
        /// How often a trial is fitted: 1, or the number of folds and one refit.
        public let fits: Int

        public init(rows: Int, features: Int, outputs: Int, fits: Int) {
            self.rows = rows
            self.features = features
            self.outputs = outputs
            self.fits = fits
        }
    }

    /// Multiply-adds a second in single and double precision, small matrices.
    static let singleRate = 2.5e10
    static let doubleRate = 1e10
    /// Seconds: for each batch's calls, each exponential of a full-batch softmax, each number a trial's scoring reads.
    static let secondsPerBatch = 4e-6
    static let secondsPerExponential = 1.2e-8
    static let secondsPerScore = 4e-8
    /// Seconds for each feature that the scoring of a linear model reads.
    static let secondsPerRead = 4e-10
    /// Seconds that every fit takes, however small.
    static let secondsPerFit = 2e-5

    /// Seconds of one core for one trial, what a pack shares left aside (see `estimatedSharedSeconds`).
    ///
    /// Dense products are counted exactly; `lbfgs` is taken to need 0.4 of its iterations and 1.1 evaluations in each.
    public func estimatedSeconds(_ problem: Problem) -> Double {
        let rows = Double(problem.rows)
        let features = Double(problem.features)
        let outputs = Double(problem.outputs)
        let scoring = rows * outputs * Self.secondsPerScore
        let fit: Double
        switch self {
        case .ridge: fit = 2 * min(rows, features) * features / Self.doubleRate + rows * features * Self.secondsPerRead
        case .softmax(let softmax) where softmax.method == .lbfgs:
            let evaluation =
                2 * rows * features * outputs / Self.doubleRate + 2 * rows * outputs * Self.secondsPerExponential
            fit = 0.44 * Double(softmax.maxIterations) * evaluation
        case .softmax(let softmax):
            fit = Self.batches(rows, softmax.batchSize, softmax.epochs, multiplyAdds: features * outputs)
        case .mlp(let mlp):
            let widths = [features] + mlp.hidden.map(Double.init) + [outputs]
            let multiplyAdds = zip(widths, widths.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
            fit = Self.batches(rows, mlp.batchSize, mlp.epochs, multiplyAdds: multiplyAdds)
        }
        return Double(problem.fits) * (Self.secondsPerFit + fit + scoring)
    }

    /// Forward, and twice that backward; a step over every parameter a batch.
    private static func batches(_ rows: Double, _ batchSize: Int, _ epochs: Int, multiplyAdds: Double) -> Double {
        let batches = (rows / Double(batchSize)).rounded(.up)
        return Double(epochs)
            * (3 * rows * multiplyAdds / singleRate + batches * (secondsPerBatch + multiplyAdds * 1e-9))
    }

    /// Seconds of one core for what the trials of one pack share: reading, standardising and, for `ridge`, the
    /// eigendecomposition.
    public func estimatedSharedSeconds(_ problem: Problem) -> Double {
        let rows = Double(problem.rows)
        let features = Double(problem.features)
        let preparation = rows * features * (1e-7 + 1e-8 * Double(problem.fits))
        guard case .ridge = self else { return preparation }
        let side = min(rows, features)
        return preparation + Double(problem.fits) * (rows * features * side + 6 * side * side * side) / Self.doubleRate
    }

    /// The most memory that a pack of such trials holds at once, in bytes, the program itself left aside.
    public func peakMemoryBytes(_ problem: Problem) -> Double {
        let cells = Double(problem.rows) * Double(problem.features)
        // The data set once; each fold's rows in both precisions; one copy while a part is gathered.
        let data = cells * (8 * 2 + 12 * Double(problem.fits))
        switch self {
        case .ridge:
            let side = Double(min(problem.rows, problem.features))
            return data + Double(problem.fits) * (16 * side * side + 8 * cells)
        case .softmax(let softmax):
            let parameters = Double(problem.features + 1) * Double(problem.outputs)
            return data + 8 * Double(problem.rows) * Double(problem.outputs)
                + 8 * parameters * Double(softmax.method == .lbfgs ? 2 * LBFGS.memory + 6 : 4)
        case .mlp(let mlp):
            let shape = NetworkShape(inputs: problem.features, hidden: mlp.hidden, outputs: problem.outputs)
            let capacity = Double(max(min(mlp.batchSize, problem.rows), min(256, problem.rows)))
            let activations = 4 * capacity * Double(shape.widths.reduce(0, +)) * 4
            return data + activations + 4 * 5 * Double(shape.parameterCount)
        }
    }
}
