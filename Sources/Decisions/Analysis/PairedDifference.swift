internal import Foundation
internal import Statistics

/// One candidate's score less another's, with what the pairs say about it. All numbers are finite.
struct PairedDifference {
    let difference: Double
    let interval: ConfidenceInterval
    let p: Double

    /// `nil` where a number is not finite.
    init?(difference: Double, interval: ConfidenceInterval?, p: Double) {
        guard let interval, difference.isFinite, interval.lower.isFinite, interval.upper.isFinite, p.isFinite else {
            return nil
        }
        self.difference = difference
        self.interval = interval
        // Rounding must not carry it out of a probability's range, where no adjustment would take it.
        self.p = min(1, max(0, p))
    }

    /// By Student's t; `nil` where the differences are all one number other than zero: a few folds or rows without any spread
    /// measure no noise.
    ///
    /// - Parameter scores: what was subtracted; differences below a trillionth of them are rounding.
    fileprivate init?(_ test: StudentMeanTest?, scores: (Double, Double), confidence: Double) {
        let rounding = 1e-12 * max(abs(scores.0), abs(scores.1))
        guard let test, test.standardError > rounding || abs(test.mean) <= rounding else { return nil }
        self.init(difference: test.mean, interval: test.interval(confidence: confidence), p: test.pValue)
    }
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
    /// - Returns: `nil` where the samples don't fit each other, or say nothing of noise.
    func difference(
        of sample: ScoreSample, from other: ScoreSample, scores: (Double, Double), confidence: Double
    ) -> PairedDifference? {
        switch (sample, other) {
        case (.rows(let rows), .rows(let others)) where rows.count == others.count:
            rowDifference(rows, others, scores, confidence)
        case (.folds(let folds), .folds(let others)) where folds.count == others.count:
            PairedDifference(
                CorrectedResampledTTest(differences: zip(folds, others).map { $0 - $1 }, runs: 1)?.test,
                scores: scores, confidence: confidence)
        case (.seeds(let seeds), .seeds(let others)): seedDifference(seeds, others, scores, confidence)
        default: nil
        }
    }

    /// The standard error of a candidate's score: over rows by the delta method, over folds and seeds sd/√n, sd with n − 1.
    func standardError(of sample: ScoreSample) -> Double? {
        let error: Double? =
            switch sample {
            case .rows(let rows):
                measure.flatMap { measure in
                    Spread(rows.lazy.map(Double.init)).standardError.map {
                        $0 * abs(measure.slope(at: Self.mean(rows)))
                    }
                }
            case .folds(let scores), .seeds(let scores): Spread(scores).standardError
            }
        return error.flatMap { $0.isFinite ? $0 : nil }
    }

    private func rowDifference(
        _ rows: [Float], _ others: [Float], _ scores: (Double, Double), _ confidence: Double
    ) -> PairedDifference? {
        guard let measure else { return nil }
        let difference = scores.0 - scores.1
        if case .rows(_, true) = evidence, let test = Disagreement(rows, others) {
            return test.difference(difference, confidence)
        }
        let slopes = (measure.slope(at: Self.mean(rows)), measure.slope(at: Self.mean(others)))
        let spread = Spread(zip(rows, others).lazy.map { Double($0) * slopes.0 - Double($1) * slopes.1 })
        guard let error = spread.standardError else { return nil }
        return PairedDifference(
            StudentMeanTest(mean: difference, standardError: error, degreesOfFreedom: Double(rows.count - 1)),
            scores: scores, confidence: confidence)
    }

    /// Welch's t: seeds of two candidates are no pairs. Seeds that change nothing in either say nothing.
    private func seedDifference(
        _ seeds: [Double], _ others: [Double], _ scores: (Double, Double), _ confidence: Double
    ) -> PairedDifference? {
        guard let arm = ArmSummary(of: seeds), let other = ArmSummary(of: others),
            let effect = EffectEstimate(control: other, treatment: arm), effect.variance > 0
        else { return nil }
        return PairedDifference(
            StudentMeanTest(
                mean: effect.estimate, standardError: effect.standardError, degreesOfFreedom: effect.degreesOfFreedom),
            scores: scores, confidence: confidence)
    }
}

/// Two classifiers on the same rows, of which only those count that one gets right and the other wrong.
private struct Disagreement {
    private let rows: Int
    private let test: McNemarTest

    init?(_ errors: [Float], _ others: [Float]) {
        var (first, second) = (0, 0)
        for (row, other) in zip(errors, others) where row != other {
            if row < other { first += 1 } else { second += 1 }
        }
        guard let test = McNemarTest(firstOnly: first, secondOnly: second) else { return nil }
        rows = errors.count
        self.test = test
    }

    /// The interval of Agresti and Min (Statistics in Medicine 24, 2005): Wald's, with half a row more in each of the four cells,
    /// so that it has a width also for models that never disagree.
    func difference(_ difference: Double, _ confidence: Double) -> PairedDifference? {
        let count = Double(rows) + 2
        let (b, c) = (Double(test.firstOnly) + 0.5, Double(test.secondOnly) + 0.5)
        let centre = difference * Double(rows) / count
        let variance = (b + c - (b - c) * (b - c) / count) / (count * count)
        let half = StandardNormal.upperQuantile((1 - confidence) / 2) * max(0, variance).squareRoot()
        return PairedDifference(
            difference: difference,
            interval: ConfidenceInterval(lower: max(-1, centre - half), upper: min(1, centre + half)),
            p: test.midPValue)
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
