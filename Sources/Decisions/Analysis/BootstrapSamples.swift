internal import Statistics

/// The losses that the bootstrap resamples: rows where the best candidate has them, else folds, of as many of the best candidates as
/// its budget allows. So many are held at once, and no more.
struct BootstrapSamples {
    private enum Basis {
        case rows(Int)
        case folds(Int)
    }

    let budget: BootstrapBudget
    private let basis: Basis?
    private var losses: [Int: [Double]] = [:]

    /// - Parameter best: what the best candidate's trials stored.
    init(_ best: SampleBuilder?, candidates: Int) {
        if let rows = best?.rows, rows.count > 1 {
            basis = .rows(rows.count)
        } else {
            basis = best?.folds.map { .folds($0.count) }
        }
        let length =
            switch basis {
            case .rows(let count), .folds(let count): count
            case nil: 0
            }
        budget = BootstrapBudget(candidates: candidates, values: length)
    }

    var isOfRows: Bool { if case .rows = basis { true } else { false } }

    /// Of each candidate that is in it, the best one's first.
    var all: [[Double]] { (0..<budget.candidates).compactMap { losses[$0] } }

    mutating func keep(_ builder: SampleBuilder, at place: Int, metricIsMaximized: Bool) {
        guard place < budget.candidates else { return }
        switch basis {
        case .rows(let count):
            if let rows = builder.rows, rows.count == count { losses[place] = rows.map(Double.init) }
        case .folds(let count):
            if let folds = builder.folds, folds.count == count {
                losses[place] = metricIsMaximized ? folds.map { -$0 } : folds
            }
        case nil: break
        }
    }
}

/// How much work a bootstrap may be: about a second of it.
struct BootstrapBudget {
    /// Their values together are 4 million, or those of 50 candidates.
    let candidates: Int
    let resamples: Int

    init(candidates: Int, values: Int) {
        let values = max(1, values)
        self.candidates = min(candidates, 1000, max(50, 4_000_000 / values))
        resamples = min(1000, max(200, 400_000_000 / (max(1, self.candidates) * values)))
    }
}
