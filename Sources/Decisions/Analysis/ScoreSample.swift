/// The values behind one candidate's score, in an order that all candidates share: what pairs them.
enum ScoreSample: Sendable, Equatable {
    /// A value a validation row, less being better: see `RowMeasure`.
    case rows([Float])
    /// The metric a fold.
    case folds([Double])
    /// The metric a seed.
    case seeds([Double])
}

/// Means of a candidate's trials, row by row and fold by fold, while its seeds arrive.
struct SampleBuilder {
    private var rowSums: [Float]?
    private var foldSums: [Double]?
    /// The metric of each trial.
    private(set) var seeds: [Double] = []

    /// - Parameters:
    ///   - rows: `nil` where the trial stored none; one that is not finite spoils all.
    ///   - folds: the metric a fold; empty without cross-validation.
    mutating func add(value: Double, rows: [Float]?, folds: [Double]) {
        let folds = folds.count > 1 && folds.allSatisfy(\.isFinite) ? folds : nil
        let rows = rows.flatMap { $0.allSatisfy(\.isFinite) ? $0 : nil }
        if seeds.isEmpty {
            (rowSums, foldSums) = (rows, folds)
        } else {
            rowSums = Self.sum(rowSums, rows)
            foldSums = Self.sum(foldSums, folds)
        }
        seeds.append(value)
    }

    var rows: [Float]? { seeds.count == 1 ? rowSums : rowSums.map { $0.map { $0 / Float(seeds.count) } } }
    var folds: [Double]? { foldSums.map { $0.map { $0 / Double(seeds.count) } } }

    /// `nil` as soon as one trial has none, or another number of them.
    private static func sum<Number: FloatingPoint>(_ left: [Number]?, _ right: [Number]?) -> [Number]? {
        guard let left, let right, left.count == right.count else { return nil }
        return zip(left, right).map { $0 + $1 }
    }
}
