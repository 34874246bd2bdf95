/// What the models learn to predict, one entry a row.
public enum Target: Sendable, Equatable {
    /// Classification: `labels[Int(classes[row])]` is the row's label.
    case classes([Int32], labels: [String])
    /// Regression.
    case values([Double])

    public var count: Int {
        switch self {
        case .classes(let classes, _): classes.count
        case .values(let values): values.count
        }
    }

    /// The labels of a classification; empty for a regression.
    public var labels: [String] {
        if case .classes(_, let labels) = self { labels } else { [] }
    }

    /// The entries of the given rows, in the given order.
    func rows(_ indices: [Int]) -> Target {
        switch self {
        case .classes(let classes, let labels): .classes(indices.map { classes[$0] }, labels: labels)
        case .values(let values): .values(indices.map { values[$0] })
        }
    }
}

/// Rows of finite numbers with a target each; what the loaders make and the trainers take.
public struct DataSet: Sendable, Equatable {
    /// [rows x features].
    public let features: Matrix<Double>
    public let target: Target
    /// One name a column of `features`.
    public let featureNames: [String]

    public var rows: Int { features.rows }

    /// Checks that shapes agree, that every number is finite and that a classification has two labels or more.
    ///
    /// - Parameter file: the name that a `DataError` gives.
    public init(
        features: Matrix<Double>, target: Target, featureNames: [String], file: String = "data"
    ) throws(DataError) {
        func refuse(_ problem: String, _ fix: String, at place: String = "") -> DataError {
            DataError(file: file, place: place, problem: problem, fix: fix)
        }
        guard features.rows > 0 else { throw refuse("there are no rows", "give at least two rows of data") }
        guard features.columns > 0 else {
            throw refuse("there are no feature columns", "give at least one column beside the target")
        }
        guard target.count == features.rows else {
            throw refuse(
                "\(features.rows) rows of features but \(target.count) targets", "give one target for each row")
        }
        guard featureNames.count == features.columns else {
            throw refuse(
                "\(featureNames.count) names for \(features.columns) feature columns", "name each column once")
        }
        if let index = features.storage.firstIndex(where: { !$0.isFinite }) {
            let (row, column) = index.quotientAndRemainder(dividingBy: features.columns)
            throw refuse(
                "\(features.storage[index]) is not a finite number", "replace it or drop the row",
                at: "row \(row + 1), feature \(featureNames[column])")
        }
        if let problem = Self.problem(with: target) {
            throw refuse(problem.found, problem.fix, at: problem.place)
        }
        self.features = features
        self.target = target
        self.featureNames = featureNames
    }

    private static func problem(with target: Target) -> (place: String, found: String, fix: String)? {
        switch target {
        case .values(let values):
            guard let row = values.firstIndex(where: { !$0.isFinite }) else { return nil }
            return ("row \(row + 1), target", "\(values[row]) is not a finite number", "replace it or drop the row")
        case .classes(let classes, let labels):
            if let row = classes.firstIndex(where: { !labels.indices.contains(Int($0)) }) {
                return ("row \(row + 1), target", "class \(classes[row]) has no label", "give a label for each class")
            }
            if labels.count < 2 {
                return ("", "\(labels.count) distinct label(s) in the target", "give at least two classes")
            }
            return nil
        }
    }
}
