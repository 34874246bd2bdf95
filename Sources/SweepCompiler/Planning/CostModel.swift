internal import Foundation
internal import JSON
internal import SweepModel

/// Seconds of work from the shape of the data and a trial's parameters: good to a factor of a few, enough to size a pack.
///
/// Floating-point operations of the usual algorithms (Golub and Van Loan, *Matrix Computations*), divided by an assumed speed.
/// Letters: n training rows of one fit, d features, c outputs, W weights, e epochs.
struct CostModel: Sendable {
    private let work: Work

    private enum Work: Sendable {
        case builtIn(Fits)
        /// Nothing is known about a user's program, or about data that was not measured.
        case unknown
    }

    /// How often a trial is fitted, and on how much.
    private struct Fits: Sendable {
        var count: Double
        var rows: Double
        var features: Double
        var outputs: Double
    }

    /// What a trial costs by itself, and what its pack pays once for all its trials.
    struct Cost: Sendable, Equatable {
        var ownSeconds: Double
        var sharedSeconds: Double
    }

    init(_ experiment: Experiment, shape: PlanInputs.DataShape?) {
        guard case .builtIn(let data) = experiment.work, let shape else {
            work = .unknown
            return
        }
        let folds = data.folds.map(Double.init)
        let share = folds.map { (1 - data.split.test) * ($0 - 1) / max(1, $0) } ?? data.split.train
        work = .builtIn(
            Fits(
                count: folds.map { $0 + 1 } ?? 1, rows: max(1, Double(shape.rows) * share),
                features: max(1, Double(shape.features)), outputs: max(1, Double(shape.classes ?? 1))))
    }

    /// Whether the figures follow from data and parameters, or are mere assumptions.
    var isInformed: Bool {
        if case .builtIn = work { true } else { false }
    }

    func cost(of parameters: JSON) -> Cost {
        guard case .builtIn(let fits) = work else {
            return Cost(ownSeconds: Self.unknownTrialSeconds, sharedSeconds: 0)
        }
        let cost: Cost =
            switch parameters["trainer"]?.string {
            case "ridge": ridge(fits)
            case "softmax": softmax(fits, parameters)
            case "mlp": network(fits, parameters)
            default: Cost(ownSeconds: Self.unknownTrialSeconds, sharedSeconds: 0)
            }
        return Cost(
            ownSeconds: min(cost.ownSeconds + Self.recordSeconds, Self.longestTrialSeconds),
            sharedSeconds: min(cost.sharedSeconds, Self.longestTrialSeconds))
    }
}

// MARK: Assumptions

extension CostModel {
    /// A trial of a user's program: one minute, for want of anything better.
    static let unknownTrialSeconds = 60.0
    /// Of one core in matrix products of a network's layers: a fifth of what a recent server core reaches, twice an old one's.
    static let networkOperationsPerSecond = 20e9
    /// In double precision, with few columns: the products of softmax and ridge.
    static let thinOperationsPerSecond = 5e9
    /// Beside the products of one batch: activations, updates, calls.
    static let batchSeconds = 10e-6
    /// Writing a trial's outcome and model.
    static let recordSeconds = 1e-3
    /// Steps after which L-BFGS has usually arrived.
    static let usualIterations = 100.0
    /// No estimate is longer: thirty years.
    static let longestTrialSeconds = 1e9
    /// A measured time may be so much shorter or longer than the estimate.
    static let uncertainty = (fast: 0.2, slow: 3.0)
    /// The same for a user's program, of which nothing is known.
    static let unknownUncertainty = (fast: 0.1, slow: 10.0)
}

// MARK: Trainers

extension CostModel {
    /// Shared: the Gram matrix, 2nd², and its eigendecomposition, about 10d³. Own: coefficients, 4d²c, and scores, 2ndc.
    private func ridge(_ fits: Fits) -> Cost {
        let d = fits.features
        let shared = 2 * fits.rows * d * d + 10 * d * d * d
        let own = 4 * d * d * fits.outputs + 2 * fits.rows * d * fits.outputs
        return Cost(
            ownSeconds: fits.count * own / Self.thinOperationsPerSecond,
            sharedSeconds: fits.count * shared / Self.thinOperationsPerSecond)
    }

    /// Scores and gradient, 4ndc, once a step of L-BFGS or once an epoch of minibatches.
    private func softmax(_ fits: Fits, _ parameters: JSON) -> Cost {
        let pass = 4 * fits.rows * fits.features * fits.outputs / Self.thinOperationsPerSecond
        guard let optimizer = parameters["optimizer"]?.string, optimizer != "lbfgs" else {
            let steps = min(Self.usualIterations, parameters.number("max_iterations", default: 200))
            return Cost(ownSeconds: fits.count * steps * pass, sharedSeconds: 0)
        }
        let batches = ceil(fits.rows / parameters.number("batch_size", default: 64))
        let epoch = pass + batches * Self.batchSeconds
        return Cost(ownSeconds: fits.count * parameters.number("epochs", default: 20) * epoch, sharedSeconds: 0)
    }

    /// 6W a row and epoch: 2W forward, 2W for the gradient of weights, 2W back through the layers, less the first one's.
    private func network(_ fits: Fits, _ parameters: JSON) -> Cost {
        let widths = [fits.features] + parameters.widths("hidden", default: [64]) + [fits.outputs]
        let weights = zip(widths, widths.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
        let operations = fits.rows * (6 * weights - 2 * widths[0] * widths[1])
        let batches = ceil(fits.rows / parameters.number("batch_size", default: 32))
        let epoch =
            operations / Self.networkOperationsPerSecond
            + batches * Self.batchSeconds * Double(widths.count - 1)
        return Cost(ownSeconds: fits.count * parameters.number("epochs", default: 20) * epoch, sharedSeconds: 0)
    }
}

extension JSON {
    /// A positive parameter, or the trainer's default where it is absent or no such number.
    fileprivate func number(_ name: String, default standard: Double) -> Double {
        guard let value = self[name]?.double, value >= 1, value.isFinite else { return standard }
        return value
    }

    /// Layer widths: a number, or a list of them.
    fileprivate func widths(_ name: String, default standard: [Double]) -> [Double] {
        switch self[name] {
        case .array(let elements)?: elements.compactMap(\.double).map { max(1, $0) }
        case let value?: value.double.map { [max(1, $0)] } ?? standard
        case nil: standard
        }
    }
}
