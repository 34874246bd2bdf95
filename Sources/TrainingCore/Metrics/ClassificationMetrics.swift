internal import Foundation

/// How good class scores are; every number is scikit-learn's of the same name.
public enum ClassificationMetrics {
    /// `accuracy`, `balanced_accuracy`, `log_loss`, `f1` (macro) and, for two classes of which both occur, `roc_auc`.
    ///
    /// - Parameters:
    ///   - scores: [rows x classes], before the softmax.
    ///   - classes: the true class of each row; at least one row.
    public static func all(scores: Matrix<Double>, classes: [Int32]) -> [String: Double] {
        let predicted = (0..<scores.rows).map { largest(scores.row($0)) }
        let table = ConfusionTable(truth: classes, predicted: predicted, classes: scores.columns)
        let losses = logLosses(scores: scores, classes: classes)
        var metrics = [
            "accuracy": table.accuracy, "balanced_accuracy": table.balancedAccuracy, "f1": table.macroF1,
            "log_loss": losses.reduce(0, +) / Double(max(1, losses.count)),
        ]
        if scores.columns == 2 {
            let margins = (0..<scores.rows).map { scores[$0, 1] - scores[$0, 0] }
            metrics["roc_auc"] = rocAUC(margins: margins, positive: classes.map { $0 == 1 })
        }
        return metrics
    }

    /// The log loss of each row: −log of the softmax probability of its true class, in nats.
    public static func logLosses(scores: Matrix<Double>, classes: [Int32]) -> [Double] {
        classes.indices.map { row in
            let numbers = scores.row(row)
            let peak = numbers.max() ?? 0
            let total = numbers.reduce(0) { $0 + exp($1 - peak) }
            return peak + log(total) - scores[row, Int(classes[row])]
        }
    }

    /// Whether each row's largest score is another class than its true one.
    public static func errors(scores: Matrix<Double>, classes: [Int32]) -> [Bool] {
        classes.indices.map { largest(scores.row($0)) != classes[$0] }
    }

    /// The chance that a positive row scores higher than a negative one, ties counted half; `nil` when one kind is
    /// missing.
    public static func rocAUC(margins: [Double], positive: [Bool]) -> Double? {
        let positives = positive.count { $0 }
        let negatives = positive.count - positives
        guard positives > 0, negatives > 0 else { return nil }
        let order = margins.indices.sorted { margins[$0] < margins[$1] }
        var rankSum = 0.0
        var start = 0
        while start < order.count {
            var end = start
            while end < order.count, margins[order[end]] == margins[order[start]] { end += 1 }
            // Tied rows share the mean of the ranks start+1 ... end.
            let rank = Double(start + end + 1) / 2
            rankSum += rank * Double(order[start..<end].count { positive[$0] })
            start = max(end, start + 1)
        }
        let least = Double(positives) * Double(positives + 1) / 2
        return (rankSum - least) / (Double(positives) * Double(negatives))
    }

    /// The place of the largest number; the first of equals.
    static func largest(_ numbers: ArraySlice<Double>) -> Int32 {
        var best = numbers.startIndex
        for index in numbers.indices where numbers[index] > numbers[best] { best = index }
        return Int32(best - numbers.startIndex)
    }
}
