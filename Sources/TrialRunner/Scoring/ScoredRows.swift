internal import Foundation
internal import SweepModel
internal import TrainingCore

/// Some rows of a shard: their numbers, units and features.
struct RowBlock {
    let features: Int
    private(set) var numbers: [String] = []
    private(set) var units: [String] = []
    private(set) var values: [Double] = []

    var count: Int { numbers.count }

    init(features: Int) { self.features = features }

    mutating func add(_ table: inout RowTable) throws(DataError) {
        numbers.append(try table.text(0))
        units.append(try table.text(1))
        for column in 0..<features { values.append(try table.number(column + 2)) }
    }

    mutating func removeAll() {
        numbers.removeAll(keepingCapacity: true)
        units.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
    }
}

/// What an arm's model says of rows, as lines of the result.
struct ScoredRows {
    let arm: ScoringArm
    let model: Model
    /// For each class of the output its place in the model's own; `nil` for a class that it doesn't know.
    private let places: [Int?]

    init(arm: ScoringArm, labels: [String], model: Model) {
        self.arm = arm
        self.model = model
        places = labels.map { model.labels.firstIndex(of: $0) }
    }

    /// The row's number, its unit, arm and version, the prediction, and a probability for each class of the output: six digits, as
    /// `predict` prints them, and nothing for a class that the model doesn't know.
    func lines(of block: RowBlock) throws(ModelError) -> String {
        guard let matrix = Matrix(rows: block.count, columns: block.features, storage: block.values) else {
            throw ModelError("\(block.values.count) numbers are no \(block.count) rows of \(block.features) features")
        }
        let fields: [[String]] =
            switch try model.predict(matrix) {
            case .values(let values): values.map { ["\($0)"] + places.map { _ in "" } }
            case .classes(let classes, let probabilities):
                classes.enumerated().map { row, label in
                    let own = probabilities.row(row)
                    return [model.labels[Int(label)]]
                        + places.map { $0.map { String(format: "%.6f", own[own.startIndex + $0]) } ?? "" }
                }
            }
        var lines = ""
        for (row, prediction) in fields.enumerated() {
            lines += CSVField.line([block.numbers[row], block.units[row], arm.name, String(arm.version)] + prediction)
            lines += "\n"
        }
        return lines
    }
}
