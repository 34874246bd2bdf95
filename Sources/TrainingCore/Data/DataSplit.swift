/// How rows are divided; what a `DataSplit` is made from.
public struct SplitConfiguration: Sendable, Equatable {
    /// The share of all rows for validation, where there are no folds. Default 0.2.
    public let validationFraction: Double
    /// The share of all rows that no trial ever sees. Default 0.2; 0 keeps none back.
    public let testFraction: Double
    /// The number of cross-validation folds over the rows that aren't test rows; `nil` for one held-out part.
    public let folds: Int?
    /// Whether each part keeps the shares of the classes. Default true; a regression has none to keep.
    public let stratified: Bool
    public let seed: UInt64

    /// The least share of all rows to train on, where there are no folds.
    static let leastTrain = 0.05

    /// - Throws: `ConfigurationError` for a fraction outside its range or fewer than two folds.
    public init(
        validationFraction: Double = 0.2, testFraction: Double = 0.2, folds: Int? = nil, stratified: Bool = true,
        seed: UInt64 = 0
    ) throws(ConfigurationError) {
        try ConfigurationError.check("data.split.test", testFraction, in: 0.0...0.9)
        if let folds {
            try ConfigurationError.check("data.folds", folds, in: 2...1000)
        } else {
            try ConfigurationError.check("data.split.validation", validationFraction, in: 0.001...0.9)
            let rest = 1 - testFraction - validationFraction
            guard rest >= Self.leastTrain - 1e-9 else {
                throw ConfigurationError(
                    parameter: "data.split.validation", received: "\(validationFraction)",
                    allowed: "small enough to leave \(Self.leastTrain) of the rows to train on, beside a test part of "
                        + "\(testFraction)")
            }
        }
        self.validationFraction = validationFraction
        self.testFraction = testFraction
        self.folds = folds
        self.stratified = stratified
        self.seed = seed
    }
}

/// Which rows train, which validate and which are kept back: a pure function of the target and a `SplitConfiguration`.
public struct DataSplit: Sendable, Equatable {
    /// One way to train and validate. Row numbers ascend in both.
    public struct Fold: Sendable, Equatable {
        public let train: [Int]
        public let validation: [Int]
    }

    /// One fold for a held-out part, or k for cross-validation: together they validate each non-test row once.
    public let folds: [Fold]
    /// Ascending. Scored by a `PackTrainer` that was told so, and by nothing else.
    public let test: [Int]

    public var isCrossValidation: Bool { folds.count > 1 }

    /// Every row that isn't a test row, ascending.
    public var nonTest: [Int] {
        guard let first = folds.first else { return [] }
        return (first.train + first.validation).sorted()
    }

    /// Every row that some fold validates, ascending: the order of a trial's per-row validation losses.
    public var validation: [Int] { folds.flatMap(\.validation).sorted() }

    /// Draws the split. A class with fewer rows than there are parts is missing from some.
    ///
    /// - Throws: `DataError` when a part would be empty.
    public init(_ target: Target, _ configuration: SplitConfiguration, file: String = "data") throws(DataError) {
        let strata = Self.strata(target, stratified: configuration.stratified)
        let shares: [Double]
        if let count = configuration.folds {
            let share = (1 - configuration.testFraction) / Double(count)
            shares = [configuration.testFraction] + Array(repeating: share, count: count)
        } else {
            let train = 1 - configuration.testFraction - configuration.validationFraction
            shares = [configuration.testFraction, configuration.validationFraction, train]
        }
        let parts = Self.parts(strata, shares: shares, seed: configuration.seed)
        let empty = zip(parts, shares).contains { $0.isEmpty && $1 > 0 }
        guard !empty else {
            throw DataError(
                file: file, problem: "\(target.count) rows are too few for this split",
                fix: "use fewer folds, larger fractions or more rows")
        }
        test = parts[0]
        if configuration.folds == nil {
            folds = [Fold(train: parts[2], validation: parts[1])]
        } else {
            folds = parts.indices.dropFirst().map { held in
                let train = parts.indices.dropFirst().filter { $0 != held }.flatMap { parts[$0] }
                return Fold(train: train.sorted(), validation: parts[held])
            }
        }
    }

    /// Row numbers by class, or all rows as one stratum.
    private static func strata(_ target: Target, stratified: Bool) -> [[Int]] {
        guard stratified, case .classes(let classes, let labels) = target else { return [Array(0..<target.count)] }
        var strata = [[Int]](repeating: [], count: labels.count)
        for (row, label) in classes.enumerated() { strata[Int(label)].append(row) }
        return strata
    }

    /// Deals each shuffled stratum out by the cumulated shares. What rounding leaves over in one stratum is carried to
    /// the next, so that the parts' total sizes are within one row of their shares.
    private static func parts(_ strata: [[Int]], shares: [Double], seed: UInt64) -> [[Int]] {
        var random = RandomStream(seed: seed, purpose: "split")
        var parts = [[Int]](repeating: [], count: shares.count)
        var dealt = 0
        for stratum in strata {
            var shuffled = stratum
            random.shuffle(&shuffled)
            let through = dealt + stratum.count
            var next = 0
            var cumulated = 0.0
            for (part, share) in shares.enumerated() {
                cumulated += share
                let bound = (Double(through) * cumulated).rounded() - (Double(dealt) * cumulated).rounded()
                let end = part == shares.count - 1 ? stratum.count : min(stratum.count, max(next, Int(bound)))
                parts[part] += shuffled[next..<end]
                next = end
            }
            dealt = through
        }
        return parts.map { $0.sorted() }
    }
}
