internal import Foundation
internal import JSON
internal import SweepModel

/// Seconds of work from the shape of the data and a trial's parameters: good to a factor of a few, enough to size a
/// pack.
///
/// Multiply-adds of the trainers' algorithms, divided by what an ordinary core with OpenBLAS does on small matrices.
/// Letters: n training rows of one fit, d features, c outputs, W weights.
struct CostModel: Sendable {
    let work: Work

    enum Work: Sendable {
        case builtIn(Fits)
        /// Nothing is known about a user's program, or about data that was not measured.
        case unknown
    }

    /// How often a trial is fitted, and on how much.
    struct Fits: Sendable {
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
            case "softmax": softmax(fits, TrialSettings(parameters, of: .softmax))
            case "mlp": network(fits, TrialSettings(parameters, of: .mlp))
            default: Cost(ownSeconds: Self.unknownTrialSeconds, sharedSeconds: 0)
            }
        let own = fits.count * (cost.ownSeconds + Self.fitSeconds) + Self.recordSeconds
        let shared = fits.count * cost.sharedSeconds + fits.rows * fits.features * Self.readSeconds
        return Cost(
            ownSeconds: min(own, Self.longestTrialSeconds), sharedSeconds: min(shared, Self.longestTrialSeconds))
    }
}

// MARK: Assumptions

extension CostModel {
    /// A trial of a user's program: one minute, for want of anything better.
    static let unknownTrialSeconds = 60.0
    /// Multiply-adds a second of one core in single precision: networks and minibatches.
    static let singleRate = 12e9
    /// The same in double precision: ridge, and softmax by L-BFGS.
    static let doubleRate = 6e9
    /// Seconds for the calls of one batch, and for the step of each weight.
    static let batchSeconds = 6e-6
    static let stepSeconds = 1e-9
    /// Seconds for each exponential of a full-batch softmax.
    static let exponentialSeconds = 2e-8
    /// Seconds that every fit takes, however small, and for a trial's outcome and model.
    static let fitSeconds = 2e-4
    static let recordSeconds = 1e-3
    /// Seconds for each number of the data file.
    static let readSeconds = 2.5e-7
    /// L-BFGS needs about half its iterations, and 1.1 evaluations in each.
    static let evaluationsPerIteration = 0.55
    /// No estimate is longer: thirty years.
    static let longestTrialSeconds = 1e9
    /// A measured time may be so much shorter or longer than the estimate.
    static let uncertainty = (fast: 0.2, slow: 3.0)
    /// The same for a user's program, of which nothing is known.
    static let unknownUncertainty = (fast: 0.1, slow: 10.0)
}

// MARK: Trainers

/// Seconds of one fit.
extension CostModel {
    /// Shared, with s the smaller of n and d: the Gram matrix, nds, and its eigendecomposition, about 6s³. Own: 2sd +
    /// 2nd.
    private func ridge(_ fits: Fits) -> Cost {
        let (n, d) = (fits.rows, fits.features)
        let side = min(n, d)
        return Cost(
            ownSeconds: (2 * side * d + 2 * n * d) / Self.doubleRate,
            sharedSeconds: (n * d * side + 6 * side * side * side) / Self.doubleRate)
    }

    /// Scores and gradient, 2ndc, once an evaluation of L-BFGS; minibatches are a network without hidden layers.
    private func softmax(_ fits: Fits, _ settings: TrialSettings) -> Cost {
        guard settings["optimizer"]?.string == "lbfgs" else {
            return batches(fits, settings, weights: fits.features * fits.outputs)
        }
        let evaluation =
            2 * fits.rows * fits.outputs * (fits.features / Self.doubleRate + Self.exponentialSeconds)
        let evaluations = Self.evaluationsPerIteration * settings.number("max_iterations")
        return Cost(ownSeconds: evaluations * evaluation, sharedSeconds: 0)
    }

    private func network(_ fits: Fits, _ settings: TrialSettings) -> Cost {
        let widths = [fits.features] + settings.widths("hidden") + [fits.outputs]
        let weights = zip(widths, widths.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
        return batches(fits, settings, weights: weights)
    }

    /// Forward, and twice that backward: 3nW an epoch; a step over all weights a batch.
    private func batches(_ fits: Fits, _ settings: TrialSettings, weights: Double) -> Cost {
        let count = ceil(fits.rows / settings.number("batch_size"))
        let epoch =
            3 * fits.rows * weights / Self.singleRate + count * (Self.batchSeconds + weights * Self.stepSeconds)
        return Cost(ownSeconds: settings.number("epochs") * epoch, sharedSeconds: 0)
    }
}
