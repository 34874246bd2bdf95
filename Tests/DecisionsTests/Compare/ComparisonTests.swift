import Decisions
import JSON
import ResultStore
import Statistics
import SweepModel
import TestSupport
import Testing

@Suite("Comparing trials") struct ComparisonTests {
    @Test("Only parameters that vary have columns, the others are listed once")
    func varying() throws {
        let comparison = try Board.five().compare()
        #expect(comparison.varying == ["depth", "learning_rate", "optimizer.name"])
        #expect(comparison.constants == ["epochs": 30])
        #expect(
            comparison.columns.map(\.name) == [
                "rank", "trial", "validation_accuracy", "train_loss", "depth", "learning_rate", "optimizer.name",
                "seconds", "status", "reason",
            ])
    }

    @Test("Rows come best first, the failed ones last")
    func order() throws {
        let comparison = try Board.five().compare()
        #expect(comparison.order == "24135")
        #expect(comparison.rows.map(\.rank) == [1, 2, 3, nil, nil])
        #expect(comparison.rows.map { $0.failures.map(\.rawValue).joined() } == ["", "", "", "diverged", "timeout"])
    }

    static let sorts: [([String], String)] = [
        ([], "24135"), (["seconds"], "32145"), (["-seconds"], "54123"), (["train_loss"], "24135"),
        (["-metrics.train_loss"], "14235"), (["depth"], "45213"), (["-depth"], "54213"),
        (["learning_rate", "-seconds"], "42513"), (["optimizer.name", "rank"], "45213"), (["status"], "35241"),
        (["-status"], "24135"), (["trial"], "12345"),
    ]

    @Test("Any column sorts; rows without a value come last, the rank settles ties", arguments: sorts)
    func sort(keys: [String], order: String) throws {
        let comparison = try Board.five().compare(ComparisonOptions(sort: keys.map(SortKey.init)))
        #expect(comparison.order == order)
    }

    static let filters: [([String], String)] = [
        (["validation_accuracy>0.95"], "2"), (["validation_accuracy>=0.95"], "24"), (["train_loss < 0.25"], "24"),
        (["optimizer.name=adam"], "45"), (["optimizer.name!=adam"], "213"), (["parameters.depth=2"], "4"),
        (["depth!=2"], "5"), (["status=failed"], "35"), (["reason=timeout"], "5"), (["rank<=2"], "24"),
        (["learning_rate==1e-2"], "24"), (["status=succeeded", "seconds<5"], "21"), (["trial=aaaa0003"], "3"),
        (["epochs=30"], "24135"), (["epochs=\"30\""], ""), (["metrics.train_loss<=0.1"], "2"),
    ]

    @Test("Filters choose rows; several must all hold; a missing value meets none", arguments: filters)
    func filter(texts: [String], order: String) throws {
        let filters = try texts.map { try RowFilter($0) }
        let comparison = try Board.five().compare(ComparisonOptions(filters: filters))
        #expect(comparison.order == order)
        #expect(comparison.matchingRows == order.count)
        #expect(comparison.totalRows == 5)
    }

    static let badFilters = [
        ("status", "it has none of = != < <= > >="), ("a!b", "`!` must be followed by `=`"),
        ("=3", "it names no column"), ("a>", "it has nothing to compare with"),
        ("a>b", "`>` needs a number, received `b`"),
    ]

    @Test("A filter that can't be understood says why", arguments: badFilters)
    func badFilter(text: String, problem: String) throws {
        let error = try #require(throws: DecisionError.self) { try RowFilter(text) }
        #expect(
            "\(error)" == "filter `\(text)`: \(problem); write it like `validation_accuracy>0.95`, `optimizer=adam` or"
                + " `status!=failed`")
        #expect(error.kind == .usage)
    }

    @Test("A column that no trial has is refused, with what may have been meant")
    func unknownColumn() throws {
        let board = try Board.five()
        for options in [
            ComparisonOptions(sort: [SortKey("-validation_acuracy")]),
            ComparisonOptions(filters: [try RowFilter("validation_acuracy>0")]),
            ComparisonOptions(columns: ["validation_acuracy"]),
        ] {
            let error = try #require(throws: DecisionError.self) { try board.compare(options) }
            #expect(
                "\(error)"
                    == "no trial has a column `validation_acuracy`; did you mean `validation_accuracy`?; there are: "
                    + "rank, trial, sweep, status, reason, seeds, seconds, validation_accuracy, train_loss, depth, "
                    + "learning_rate, optimizer.name, epochs")
            #expect(error.column == "validation_acuracy")
        }
        let far = #expect(throws: DecisionError.self) { try board.compare(ComparisonOptions(columns: ["zzz"])) }
        #expect("\(far, default: "none")".hasPrefix("no trial has a column `zzz`; there are: rank, trial,"))
    }

    @Test("The top is cut after filters and order", arguments: [(0, ""), (2, "32"), (9, "32145")])
    func top(count: Int, order: String) throws {
        #expect(try Board.five().compare(ComparisonOptions(sort: [SortKey("seconds")], top: count)).order == order)
    }

    @Test("Columns are shown as they were asked for")
    func columns() throws {
        let comparison = try Board.five().compare(ComparisonOptions(columns: ["epochs", "rank"]))
        #expect(comparison.columns == [.parameter("epochs"), .rank])
        #expect(comparison.columnsAreChosen)
    }

    @Test("An unknown sweep is refused, one without outcomes is empty")
    func noOutcomes() throws {
        let board = try Board([])
        #expect(try board.compare().rows.isEmpty)
        #expect(throws: DecisionError.unknownSweep("other-1")) { try Comparison(of: ["other-1"], in: board.results) }
    }

    @Test("Whole numbers and fractions of one value are one value")
    func equalNumbers() throws {
        let board = try Board([
            .sample("a1", index: 0, parameters: ["l2": 1]), .sample("a2", index: 1, parameters: ["l2": 1.0]),
        ])
        #expect(try board.compare().constants == ["l2": 1])
    }

    @Test("Trial ids keep as many digits as tell them apart")
    func trialDigits() throws {
        let board = try Board([.sample("aaaaaaaaaabbbbbb"), .sample("aaaaaaaaaacbbbbb", index: 1)])
        #expect(try board.compare().trialDigits == 11)
        #expect(try Board.five().compare().trialDigits == 8)
    }

    @Test("Derived metrics stand beside the trial's own")
    func derived() throws {
        let board = try Board.five()
        try board.results.replaceDerivedMetrics(of: "digits-0123abcd", with: ["aaaa0001": ["size": 7]])
        let comparison = try board.compare(ComparisonOptions(filters: [try RowFilter("size=7")]))
        #expect(comparison.order == "1")
        #expect(comparison.metrics == ["validation_accuracy", "size", "train_loss"])
    }
}
