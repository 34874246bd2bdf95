@testable import Decisions
import Foundation
import JSON
import Reporting
import ResultStore
import SweepModel
import TestSupport
import Testing

@Suite("Pages of what nobody expects") struct HostilePageTests {
    private static let hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&\u{202E}\u{0}"

    private func page(_ outcomes: [TrialOutcome], metric: String = "validation_accuracy", planned: Int = 4) throws
        -> String
    {
        let work = WorkDocument.sample(metric: Metric(name: metric, goal: .maximize), trialCount: planned)
        return ComparisonPage(try comparison(outcomes, work: work)).html
    }

    @Test("Names from outside are text everywhere")
    func names() throws {
        let long = String(repeating: "long ", count: 2000)
        let outcomes = (0..<6).map { index in
            TrialOutcome.sample(
                "aaaa000\(index)", index: index,
                parameters: .object([
                    Self.hostile: .string(index.isMultiple(of: 2) ? Self.hostile : "😀 \(index)"),
                    "long": .string(long + "\(index)"),
                ]),
                metrics: [Self.hostile: Double(index), "other<b>": 1])
        }
        let html = try page(outcomes, metric: Self.hostile)
        #expect(html.components(separatedBy: "<script").count == 3)
        #expect(html.components(separatedBy: "</script>").count == 3)
        #expect(
            !html.contains("<img") && !html.contains("other<b>") && !html.contains("\u{202E}")
                && !html.contains("\u{0}"))
        #expect(html.contains("😀"))
        #expect(html.contains(HTMLLook.escaped(long + "3")))
        #expect(html.utf8.count < 400_000)
        _ = try PageBoard.data(of: html)
    }

    @Test("A sweep without any outcome has a page that says so")
    func empty() throws {
        let html = try page([])
        #expect(html.contains("No trial has a score yet."))
        #expect(html.contains("4 without an outcome"))
    }

    @Test("One trial is a page with all plots that one trial can have")
    func one() throws {
        let html = try page([.sample("aaaa0001", metrics: ["validation_accuracy": 0.9])])
        #expect(html.contains("trial aaaa0001 with 0.9"))
        #expect(html.contains("No parameter varies."))
    }

    @Test("Where all trials failed the page shows why, and no plot of scores")
    func failed() throws {
        let html = try page((0..<3).map { .sample("aaaa000\($0)", index: $0, failure: .diverged) })
        #expect(html.contains("No trial has a score to rank."))
        #expect(html.contains(">diverged<"))
    }

    @Test(
        "Numbers of any size have a place",
        arguments: [
            [1.0, 1.0, 1.0], [-1.7e308, 0, 1.7e308], [2.3e-308, 3e-308, 1e-300], [1, 1 + 1e-15, 1 + 2e-15],
            [1e15, 1e15 + 1, 1e16],
        ] as [[Double]])
    func numbers(values: [Double]) throws {
        let outcomes = values.enumerated().map { index, value in
            TrialOutcome.sample(
                "aaaa000\(index)", index: index, parameters: ["x": .number(value), "y": .number(-value)],
                metrics: ["validation_accuracy": value])
        }
        let html = try page(outcomes)
        #expect(!html.contains("nan") && !html.contains("\"inf"))
        #expect(html.contains("id=\"contour\""))
    }

    @Test("A parameter that is a number here and a text there, or missing, keeps its rows")
    func mixed() throws {
        let parameters: [JSON] = [["a": 1], ["a": "auto"], ["b": true], ["a": [1, 2]]]
        let html = try page(
            parameters.enumerated().map { index, value in
                .sample(
                    "aaaa000\(index)", index: index, parameters: value, metrics: ["validation_accuracy": Double(index)])
            })
        #expect(html.contains("id=\"slice-1\"") && html.contains("id=\"slice-2\""))
    }

    @Test("Sweeps with different metrics are judged each by itself")
    func twoMetrics() throws {
        let folder = try TemporaryFolder()
        let results = try ResultStore(path: folder.path + "/results.sqlite", access: .writing)
        for (sweep, metric) in [("one-00000001", "accuracy"), ("two-00000002", "loss")] {
            let outcome = TrialOutcome.sample("aaaa0001", sweep: sweep, metrics: [metric: 0.5])
            let record = OutcomeRecord(
                outcome: outcome, place: RecordPlace(generation: 1, part: 1, pack: "p0000", line: 1))
            try results.merge(
                [OutcomeObject(key: sweep, records: [record])],
                into: .sample(sweep: sweep, metric: Metric(name: metric, goal: .minimize)))
        }
        let html = ComparisonPage(try Comparison(of: ["one-00000001", "two-00000002"], in: results)).html
        #expect(html.contains("id=\"history\"") && html.contains("id=\"history-2\""))
        #expect(html.contains("2 sweeps side by side"))
    }

    @Test("1,000 trials take less than 2 MB, and of more the page says what it left out")
    func many() throws {
        func outcomes(_ count: Int) -> [TrialOutcome] {
            (0..<count).map { index in
                let parameters: JSON = [
                    "learning_rate": .number(Double(index % 97) / 1000 + 0.001), "hidden": .integer(16 << (index % 4)),
                    "optimizer": .string(["adam", "sgd"][index % 2]), "l2": .number(Double(index % 13) * 0.01),
                ]
                return .sample(
                    "\(String(index, radix: 16))" + String(repeating: "f", count: 12), index: index,
                    parameters: parameters,
                    metrics: [
                        "validation_accuracy": Double((index * 7919) % 10007) / 10007, "train_loss": 0.1,
                        "test_loss": 0.2,
                    ])
            }
        }
        #expect(try page(outcomes(1000)).utf8.count < 2_000_000)
        let html = try page(outcomes(2_500))
        #expect(html.contains("The first 200 of 2,500 rows"))
        #expect(html.contains("1,500 of 2,500 trials are drawn"))
    }
}

enum HTMLLook {
    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
    }
}
