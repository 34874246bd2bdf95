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
    init?(_ test: StudentMeanTest?, scores: (Double, Double), confidence: Double) {
        let rounding = 1e-12 * max(abs(scores.0), abs(scores.1))
        guard let test, test.standardError > rounding || abs(test.mean) <= rounding else { return nil }
        self.init(difference: test.mean, interval: test.interval(confidence: confidence), p: test.pValue)
    }
}

/// Two classifiers on the same rows, of which only those count that one gets right and the other wrong.
struct Disagreement {
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
