/// The unit in which a network learns a numeric target: mean 0, deviation 1 over the training rows.
struct TargetScale: Sendable, Equatable {
    let mean: Double
    /// 1 for classes, and for a target that doesn't vary.
    let deviation: Double

    init(_ target: Target) {
        guard case .values(let values) = target else {
            (mean, deviation) = (0, 1)
            return
        }
        let column = Matrix(unchecked: values.count, 1, values)
        let fitted = Standardization(fittedTo: column)
        (mean, deviation) = (fitted.means[0], fitted.deviations[0])
    }

    func networkTarget<Scalar: TrainingScalar>(_ target: Target) -> NetworkTarget<Scalar> {
        switch target {
        case .classes(let classes, _): .classes(classes)
        case .values(let values): .values(values.map { Scalar(($0 - mean) / deviation) })
        }
    }

    /// The fit with its last layer giving values in the target's own unit.
    func inOriginalUnit(_ fit: Fit) -> Fit {
        guard mean != 0 || deviation != 1, let last = fit.layers.last else { return fit }
        let weights = Matrix(
            unchecked: last.weights.rows, last.weights.columns, last.weights.storage.map { $0 * deviation })
        let biases = last.biases.map { $0 * deviation + mean }
        return Fit(
            layers: fit.layers.dropLast() + [DenseLayer(unchecked: weights, biases)], activation: fit.activation,
            curve: fit.curve, epochs: fit.epochs)
    }
}
