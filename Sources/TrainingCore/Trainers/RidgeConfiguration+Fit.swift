extension RidgeConfiguration {
    /// Solves from the fold's shared eigendecomposition.
    func fit(_ request: FitRequest) throws(FitProblem) -> Fit {
        let side = min(request.data.train.rows, request.data.train.columns)
        guard side <= RidgeSolver.maximumSide else {
            throw FitProblem.failed(
                reason:
                    "ridge decomposes a matrix of min(rows, features) = \(side), more than \(RidgeSolver.maximumSide)")
        }
        guard let solver = request.data.ridgeSolver(fitIntercept: fitIntercept) else {
            throw FitProblem.failed(
                reason: "the features are too large to multiply: scale them, or let `standardize` do it")
        }
        let (coefficients, intercept) = solver.solve(l2: l2)
        let weights = Matrix(unchecked: coefficients.count, 1, coefficients)
        return Fit(layers: [DenseLayer(unchecked: weights, [intercept])], activation: .relu, curve: [], epochs: 1)
    }
}
