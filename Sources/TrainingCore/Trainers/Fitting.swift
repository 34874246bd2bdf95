/// What a trainer is given for one fit.
struct FitRequest {
    let data: PreparedFold
    let seed: UInt64
    /// Told apart in the purposes of random streams, such as `fold 1` or `final`.
    let label: String
    /// Instead of the configuration's epochs, and without early stopping: for the refit behind cross-validation.
    let exactEpochs: Int?
    let report: (CurvePoint) -> Void
    let shouldStop: () -> Bool

    func random(_ purpose: String) -> RandomStream { RandomStream(seed: seed, purpose: "\(purpose), \(label)") }
}

/// Why a fit gives nothing back.
enum FitProblem: Error, Equatable {
    /// Data or parameters that can't go together, whatever the course of training.
    case invalidInput(reason: String)
    /// Numbers that grew beyond what a computer holds.
    case diverged(reason: String)
    case stopped
}

/// What a trainer gives back.
struct Fit {
    let layers: [DenseLayer]
    let activation: Activation
    let curve: [CurvePoint]
    let epochs: Int
}

extension TrainerConfiguration {
    func fit(_ request: FitRequest) throws(FitProblem) -> Fit {
        switch self {
        case .ridge(let configuration): try configuration.fit(request)
        case .softmax(let configuration): try configuration.fit(request)
        case .mlp(let configuration): try configuration.fit(request)
        }
    }

    /// The most epochs (or iterations) of one fit.
    var epochs: Int {
        switch self {
        case .ridge: 1
        case .softmax(let softmax): softmax.method == .lbfgs ? softmax.maxIterations : softmax.epochs
        case .mlp(let mlp): mlp.epochs
        }
    }
}
