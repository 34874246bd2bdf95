internal import Decisions
internal import SweepModel
internal import TrainingCore

/// The rows of an input in order, each with the arm that answers it. A value: a copy walks again from where it stands.
struct RoutedRows: Sendable {
    /// One row; its features are those of the row that was read last.
    struct Row {
        /// Counted from 1.
        let number: Int
        let unit: String
        /// A place in the document's arms.
        let arm: Int
    }

    private var table: RowTable
    private let unitPlace: Int?
    /// The columns that each arm's model wants, in its order.
    private let places: [[Int]]
    private let router: ArmRouter
    private let seconds: Double
    private var number = 0

    init(
        _ table: RowTable, unitColumn: String?, served: ServedModels, at seconds: Double, file: String
    ) throws(DataError) {
        self.table = table
        unitPlace = unitColumn.flatMap { table.columns.firstIndex(of: $0) }
        if let unitColumn, unitPlace == nil {
            throw DataError(
                file: file, place: "line 1", problem: "there is no column `\(unitColumn)`, which --unit names",
                fix: "name one of: \(table.columns.prefix(20).joined(separator: ", "))")
        }
        var places: [[Int]] = []
        for arm in served.models { places.append(try table.places(of: arm.model.featureNames)) }
        self.places = places
        router = ArmRouter(served.document)
        self.seconds = seconds
    }

    mutating func next() throws(DataError) -> Row? {
        guard try table.next() else { return nil }
        number += 1
        let unit = if let unitPlace { try table.text(unitPlace) } else { String(number) }
        return Row(number: number, unit: unit, arm: router.route(unit, at: seconds).answering)
    }

    /// The numbers that the row's arm wants.
    func features(of row: Row) throws(DataError) -> [Double] {
        var features: [Double] = []
        features.reserveCapacity(places[row.arm].count)
        for place in places[row.arm] { features.append(try table.number(place)) }
        return features
    }
}
