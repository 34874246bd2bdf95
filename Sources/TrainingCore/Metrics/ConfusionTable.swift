/// How often each class was predicted for each true class.
public struct ConfusionTable: Sendable, Equatable {
    /// [true class][predicted class].
    public private(set) var counts: [[Int]]

    /// - Parameters:
    ///   - truth: and `predicted`, one entry a row, each less than `classes`.
    public init(truth: [Int32], predicted: [Int32], classes: Int) {
        counts = [[Int]](repeating: [Int](repeating: 0, count: classes), count: classes)
        for (truth, predicted) in zip(truth, predicted) { counts[Int(truth)][Int(predicted)] += 1 }
    }

    var total: Int { counts.reduce(0) { $0 + $1.reduce(0, +) } }

    var accuracy: Double { Double(counts.indices.reduce(0) { $0 + counts[$1][$1] }) / Double(max(1, total)) }

    /// The mean recall of the classes that occur.
    var balancedAccuracy: Double {
        let recalls = counts.indices.compactMap { label -> Double? in
            let rows = counts[label].reduce(0, +)
            return rows == 0 ? nil : Double(counts[label][label]) / Double(rows)
        }
        return recalls.reduce(0, +) / Double(max(1, recalls.count))
    }

    /// The mean F1 of the classes that occur or were predicted.
    var macroF1: Double {
        let scores = counts.indices.compactMap { label -> Double? in
            let rows = counts[label].reduce(0, +)
            let guesses = counts.reduce(0) { $0 + $1[label] }
            return rows + guesses == 0 ? nil : 2 * Double(counts[label][label]) / Double(rows + guesses)
        }
        return scores.reduce(0, +) / Double(max(1, scores.count))
    }
}
