internal import Foundation
internal import Statistics

/// One candidate's score less another's, with what the pairs say about it.
struct PairedDifference {
    let difference: Double
    let interval: ConfidenceInterval
    let p: Double
}

extension EvidenceTable {
    /// The test that this evidence allows; `nil` where there is none.
    var test: TiedSet.Test? {
        switch evidence {
        case .rows(_, let areErrors): areErrors ? .mcNemar : .pairedRows
        case .folds: .correctedFolds
        case .seeds: .seeds
        case .none: nil
        }
    }

    /// - Parameter scores: the reported ones, for the difference.
    func difference(
        of sample: ScoreSample, from other: ScoreSample, scores: (Double, Double), confidence: Double
    ) -> PairedDifference? {
        switch (sample, other) {
        case (.rows(let rows), .rows(let others)) where rows.count == others.count:
            rowDifference(rows, others, scores.0 - scores.1, confidence)
        case (.folds(let folds), .folds(let others)) where folds.count == others.count:
            foldDifference(folds, others, confidence)
        case (.seeds(let seeds), .seeds(let others)): seedDifference(seeds, others, confidence)
        default: nil
        }
    }

    /// The standard error of a candidate's score: over rows by the delta method, over folds and seeds sd/√n, sd with n − 1.
    func standardError(of sample: ScoreSample) -> Double? {
        switch sample {
        case .rows(let rows):
            guard let measure else { return nil }
            let mean = Self.mean(rows)
            return Spread(rows.lazy.map(Double.init)).standardError.map { $0 * abs(measure.slope(at: mean)) }
        case .folds(let scores), .seeds(let scores): return Spread(scores).standardError
        }
    }

    private func rowDifference(
        _ rows: [Float], _ others: [Float], _ difference: Double, _ confidence: Double
    ) -> PairedDifference? {
        guard let measure else { return nil }
        let slopes = (measure.slope(at: Self.mean(rows)), measure.slope(at: Self.mean(others)))
        let spread = Spread(zip(rows, others).lazy.map { Double($0) * slopes.0 - Double($1) * slopes.1 })
        guard let error = spread.standardError,
            let test = StudentMeanTest(
                mean: difference, standardError: error, degreesOfFreedom: Double(rows.count - 1))
        else { return nil }
        if case .rows(_, true) = evidence {
            return PairedDifference(test, confidence, p: Self.mcNemar(rows, others)?.midPValue)
        }
        return PairedDifference(test, confidence)
    }

    /// Only rows that one model gets right and the other wrong count.
    private static func mcNemar(_ rows: [Float], _ others: [Float]) -> McNemarTest? {
        var (first, second) = (0, 0)
        for (row, other) in zip(rows, others) where row != other {
            if row < other { first += 1 } else { second += 1 }
        }
        return McNemarTest(firstOnly: first, secondOnly: second)
    }

    private func foldDifference(_ folds: [Double], _ others: [Double], _ confidence: Double) -> PairedDifference? {
        CorrectedResampledTTest(differences: zip(folds, others).map { $0 - $1 }, runs: 1).flatMap {
            PairedDifference($0.test, confidence)
        }
    }

    /// Welch's t: seeds of two candidates are no pairs.
    private func seedDifference(_ seeds: [Double], _ others: [Double], _ confidence: Double) -> PairedDifference? {
        let (spread, other) = (Spread(seeds), Spread(others))
        guard let error = spread.standardError, let otherError = other.standardError else { return nil }
        let (v, w) = (error * error, otherError * otherError)
        let degrees = v + w > 0 ? (v + w) * (v + w) / (v * v / (spread.count - 1) + w * w / (other.count - 1)) : 1
        let test = StudentMeanTest(
            mean: spread.mean - other.mean, standardError: (v + w).squareRoot(), degreesOfFreedom: degrees)
        return test.flatMap { PairedDifference($0, confidence) }
    }
}

extension PairedDifference {
    /// - Parameter p: another test's, where that is sharper than Student's t.
    fileprivate init?(_ test: StudentMeanTest, _ confidence: Double, p: Double? = nil) {
        guard let interval = test.interval(confidence: confidence) else { return nil }
        self.init(difference: test.mean, interval: interval, p: p ?? test.pValue)
    }
}

/// Mean and variance of numbers, in one pass (Welford 1962).
private struct Spread {
    private(set) var count = 0.0
    private(set) var mean = 0.0
    private var squares = 0.0

    init(_ numbers: some Sequence<Double>) {
        for number in numbers {
            count += 1
            let step = number - mean
            mean += step / count
            squares += step * (number - mean)
        }
    }

    /// sd/√n with n − 1; `nil` for fewer than two numbers.
    var standardError: Double? { count > 1 ? (squares / (count - 1) / count).squareRoot() : nil }
}
