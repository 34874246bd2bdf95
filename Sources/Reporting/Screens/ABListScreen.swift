public import Decisions
internal import ResultStore
internal import SweepModel

/// What `ab list` prints: all tests, the last one first.
public struct ABListScreen: Sendable {
    private let tests: [ABTest]

    public init(_ tests: [ABTest]) { self.tests = tests }

    public func text(width: Int, style: TextStyle = .plain) -> String {
        let columns = [
            TableColumn("test", leastWidth: .max), TableColumn("metric", leastWidth: 12),
            TableColumn("arms", leastWidth: 12),
            TableColumn("started (UTC)", expendability: 2, leastWidth: .max),
            TableColumn("by", expendability: 3, leastWidth: 6), TableColumn("state", leastWidth: 16),
        ]
        let rows = tests.reversed().map { test in
            [
                test.id, test.options.metric.name, test.options.arms.map(\.name).joined(separator: ", "),
                UTC.text(secondsSince1970: test.startedAt), test.startedBy, ABWords.ending(test),
            ]
        }
        return TextTable(columns: columns, rows: rows).lines(width: width, style: style).lines.joined(separator: "\n")
            + "\n"
    }
}
