internal import Decisions
public import Foundation
public import SweepModel
internal import TrainingCore

/// An input that was read and checked, with every row's arm chosen.
///
/// All reading is done here: a wrong row is told before anything starts.
public struct ScoringDraft: Sendable {
    /// Without an id.
    public let document: ScoringDocument
    let rows: RoutedRows
    private let served: ServedModels

    /// - Parameters:
    ///   - path: a CSV file with a header line.
    ///   - unitColumn: names each row's unit; an A/B test needs one.
    ///   - shardRows: 1 or more.
    ///   - seconds: now, since 1970: a ramp's coverage is that of this moment, for all rows.
    /// - Throws: `DataError` for the first wrong row, `ScoringError` where a test has no unit column.
    public init(
        path: String, unitColumn: String?, shardRows: Int, served: ServedModels, at seconds: Double
    ) throws {
        let serving = served.document
        guard unitColumn != nil || serving.test == nil else {
            throw ScoringError(
                .usage,
                "the A/B test \(serving.test ?? "") runs, and which arm answers a row follows from its unit: name the column that "
                    + "identifies it with --unit")
        }
        let table = try RowTable(path: path)
        rows = try RoutedRows(table, unitColumn: unitColumn, served: served, at: seconds, file: path)
        var walk = rows
        var counts = [Int](repeating: 0, count: served.models.count)
        while let row = try walk.next() {
            counts[row.arm] += 1
            // Each number is looked at once here, so that no worker meets one that is none.
            _ = try walk.features(of: row)
        }
        let total = counts.reduce(0, +)
        guard total > 0 else {
            throw DataError(file: path, problem: "there are no rows below the header", fix: "give at least one row")
        }
        self.served = served
        document = ScoringDocument(
            input: URL(fileURLWithPath: path).lastPathComponent, inputDigest: Digest.sha256(table.bytes), rows: total,
            unitColumn: unitColumn, shardRows: shardRows, test: serving.test, phase: serving.phase,
            mode: serving.mode, hashSeed: serving.hashSeed, coverage: serving.coverage(at: seconds),
            arms: zip(served.models, counts).map { served, count in
                ScoringArm(
                    name: served.arm.name, version: served.arm.version, weight: served.arm.weight,
                    digest: served.digest, rows: count)
            }, labels: Self.labels(of: served.models.map(\.model)))
    }

    /// The bytes of the arms' models, by digest.
    public var models: [String: Data] {
        Dictionary(served.models.map { ($0.digest, $0.bytes) }) { first, _ in first }
    }

    /// The objects of all shards, made while they are walked.
    public func shards(of scoring: String) -> ShardSequence {
        ShardSequence(
            scoring: scoring, document: document, rows: rows, columns: served.models.map(\.model.featureNames))
    }

    private static func labels(of models: [Model]) -> [String] {
        var seen: Set<String> = []
        return models.flatMap(\.labels).filter { seen.insert($0).inserted }
    }
}
