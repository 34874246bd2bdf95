extension RidgeConfiguration {
    /// Solves from the fold's shared eigendecomposition.
    func fit(_ request: FitRequest) throws(FitProblem) -> Fit {
        guard let solver = request.data.ridgeSolver(fitIntercept: fitIntercept) else {
            throw FitProblem.diverged(
                reason: "the features are too large to multiply: scale them, or let `standardize` do it")
        }
        let (coefficients, intercept) = solver.solve(l2: l2)
        let weights = Matrix(unchecked: coefficients.count, 1, coefficients)
        return Fit(layers: [DenseLayer(unchecked: weights, [intercept])], activation: .relu, curve: [], epochs: 1)
    }
}
