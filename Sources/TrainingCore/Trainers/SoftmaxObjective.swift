internal import CBLAS

/// The mean log loss of linear scores with its penalty, and its gradient, in double precision.
///
/// Parameters: W[features x outputs] row-major, then the biases where they are fitted.
struct SoftmaxObjective {
    let features: Matrix<Double>
    let classes: [Int32]
    let outputs: Int
    /// The factor of 1/2 Σ W².
    let penalty: Double
    let fitIntercept: Bool
    /// [rows x outputs], reused at each evaluation.
    private var scores: [Double]
    private var biasGradient: [Double]

    init(features: Matrix<Double>, classes: [Int32], outputs: Int, penalty: Double, fitIntercept: Bool) {
        self.features = features
        self.classes = classes
        self.outputs = outputs
        self.penalty = penalty
        self.fitIntercept = fitIntercept
        scores = [Double](repeating: 0, count: features.rows * outputs)
        biasGradient = [Double](repeating: 0, count: outputs)
    }

    var weightCount: Int { features.columns * outputs }
    var parameterCount: Int { weightCount + (fitIntercept ? outputs : 0) }

    /// The objective at `parameters`; `gradient` takes its gradient.
    mutating func evaluate(_ parameters: [Double], gradient: inout [Double]) -> Double {
        let (m, n, k) = (features.rows, outputs, features.columns)
        let biases = fitIntercept ? Array(parameters[weightCount...]) : [Double](repeating: 0, count: n)
        Double.gemm(
            CblasNoTrans, CblasNoTrans, m: m, n: n, k: k, alpha: 1, features.storage, lda: k, parameters, ldb: n,
            beta: 0, &scores,
            ldc: n)
        let loss =
            Double.softmaxLoss(&scores, bias: biases, classes: classes, biasGradient: &biasGradient, m: m, n: n)
            / Double(m)
        Double.gemm(
            CblasTrans, CblasNoTrans, m: k, n: n, k: m, alpha: 1, features.storage, lda: k, scores, ldb: n, beta: 0,
            &gradient, ldc: n)
        var squares = 0.0
        for index in 0..<weightCount {
            squares += parameters[index] * parameters[index]
            gradient[index] += penalty * parameters[index]
        }
        if fitIntercept { gradient.replaceSubrange(weightCount..., with: biasGradient) }
        return loss + penalty / 2 * squares
    }

    /// The parameters as a layer.
    func layer(_ parameters: [Double]) -> DenseLayer {
        let weights = Matrix(unchecked: features.columns, outputs, Array(parameters[..<weightCount]))
        let biases = fitIntercept ? Array(parameters[weightCount...]) : [Double](repeating: 0, count: outputs)
        return DenseLayer(unchecked: weights, biases)
    }
}
