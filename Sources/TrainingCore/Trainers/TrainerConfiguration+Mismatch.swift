/// Why a trainer can't learn a data set, known before it begins.
public struct Mismatch: Sendable, Equatable {
    /// What would have to be another.
    public enum Subject: Sendable { case target, dataSize, hidden, batchSize }

    public let subject: Subject
    /// In a sentence, with the fix.
    public let reason: String
}

/// How large one fit is.
struct FitSize {
    let rows: Int
    let validationRows: Int
    let features: Int

    /// Rows of one batch, and of one chunk of the validation rows.
    func batchCapacity(_ batchSize: Int) -> Int { max(min(batchSize, rows), min(256, validationRows), 1) }
}

extension FitSize {
    init(_ fold: PreparedFold) {
        self.init(rows: fold.train.rows, validationRows: fold.validation.rows, features: fold.train.columns)
    }
}

extension TrainerConfiguration {
    /// What this trainer can't learn in `data`, or `nil` when it can learn all of it.
    public func mismatch(with data: DataSet, split: DataSplit) -> Mismatch? {
        if let reason = problem(with: data.target) { return Mismatch(subject: .target, reason: reason) }
        let outputs = max(1, data.target.labels.count)
        return split.fitSizes(features: data.features.columns).lazy.compactMap { mismatch(with: $0, outputs: outputs) }
            .first
    }

    private func problem(with target: Target) -> String? {
        switch (self, target) {
        case (.ridge, .classes(_, let labels)):
            "trainer ridge needs a numeric target, but this one has \(labels.count) classes; use softmax or mlp"
        case (.softmax, .values):
            "trainer softmax needs classes, but this target is numeric; use ridge or mlp, or declare the target as classes"
        default: nil
        }
    }

    func mismatch(with size: FitSize, outputs: Int) -> Mismatch? {
        switch self {
        case .ridge:
            RidgeSolver.mismatch(with: size)
        case .softmax(let softmax):
            NetworkShape(inputs: size.features, hidden: [], outputs: outputs).mismatch(
                batchRows: softmax.method == .lbfgs ? size.rows : size.batchCapacity(softmax.batchSize))
        case .mlp(let mlp):
            NetworkShape(inputs: size.features, hidden: mlp.hidden, outputs: outputs).mismatch(
                batchRows: size.batchCapacity(mlp.batchSize))
        }
    }
}

extension DataSplit {
    /// The fits of one trial: one a fold, and with cross-validation a last one to all rows that aren't test rows.
    fileprivate func fitSizes(features: Int) -> [FitSize] {
        var sizes = folds.map { FitSize(rows: $0.train.count, validationRows: $0.validation.count, features: features) }
        if isCrossValidation, let first = sizes.first {
            sizes.append(FitSize(rows: first.rows + first.validationRows, validationRows: 0, features: features))
        }
        return sizes
    }
}

extension RidgeSolver {
    fileprivate static func mismatch(with size: FitSize) -> Mismatch? {
        let side = min(size.rows, size.features)
        guard side > maximumSide else { return nil }
        return Mismatch(
            subject: .dataSize,
            reason: "ridge decomposes a matrix of min(rows, features) = \(side), more than \(maximumSide)")
    }
}

extension NetworkShape {
    /// Why this network can't be trained in batches of `rows`, or `nil` when it can.
    fileprivate func mismatch(batchRows rows: Int) -> Mismatch? {
        if parameterCount > Self.maximumParameters {
            return Mismatch(
                subject: .hidden,
                reason: "the network has \(parameterCount) parameters, more than \(Self.maximumParameters): "
                    + "use smaller `hidden`")
        }
        if widths.reduce(0, +) > Self.maximumActivations / max(1, rows) {
            return Mismatch(
                subject: .batchSize,
                reason: "a batch of \(rows) rows is too large for this network: use a smaller `batch_size`")
        }
        return nil
    }
}
