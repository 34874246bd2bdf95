@testable import Decisions
import Foundation
import JSON
import Reporting
import ResultStore
import SweepModel
import TestSupport
import Testing

@Suite("A comparison as one page") struct ComparisonPageTests {
    /// `STEPSWEEP_RECORD=1` writes it anew: read the difference before you commit it.
    @Test("is what it was, and equal input gives equal bytes")
    func golden() throws {
        let html = try PageBoard.page()
        #expect(try PageBoard.page() == html)
        let path = projectFolder + "/Tests/ReportingTests/Goldens/page.html"
        if ProcessInfo.processInfo.environment["STEPSWEEP_RECORD"] != nil {
            try html.write(toFile: path, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == html)
    }

    @Test("asks for nothing beyond itself, and says so to the browser")
    func selfContained() throws {
        let html = try PageBoard.page()
        #expect(
            html.contains(
                "content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'\""
            ))
        for word in ["http:", "https:", "src=", "url(", "@import", "connect-src"] {
            #expect(!html.contains(word), "\(word)")
        }
    }

    @Test("A live page may ask its own server, and only that")
    func live() throws {
        let html = ComparisonPage(try digits(), liveState: "running").html
        #expect(html.contains("connect-src 'self'"))
        #expect(html.contains("If-None-Match"))
    }

    @Test("has every plot, each with a title, a description and a table", arguments: PageBoard.plots)
    func plots(name: String) throws {
        let html = try PageBoard.page()
        #expect(html.contains("id=\"\(name)\""))
        guard name != "front", name != "slices" else { return }
        let figure = try #require(html.range(of: "<figure class=\"plot\" id=\"\(name)\">")).upperBound
        let end = try #require(html[figure...].range(of: "</figure>")).lowerBound
        let text = html[figure..<end]
        #expect(text.contains("role=\"img\"") && text.contains("<title id=\"\(name)-t\">"))
        #expect(text.contains("<desc id=\"\(name)-d\">") && text.contains("<details class=\"numbers\">"))
    }

    @Test("tells each time that test rows were scored, by whom and why again")
    func testRows() throws {
        let html = try PageBoard.page()
        #expect(
            html.contains("The test rows were scored 2 times: a score that was looked at before is no fresh evidence."))
        #expect(
            html.contains(
                "<li>digits-confirm-1 of digits-0123abcd: 2 points, 3 seeds each, by ada, 2023-11-14 22:15:00 UTC</li>")
        )
        #expect(
            html.contains("by &lt;b&gt;eve&lt;/b&gt;, 2023-11-15 00:43:20 UTC: the seeds were wrong</li>"))
        let none = ComparisonPage(try digits()).html
        #expect(none.contains("No confirmation has scored test rows of what is shown here."))
    }

    @Test("begins with the recommendation and its rule")
    func recommendation() throws {
        let html = try PageBoard.page()
        let main = try #require(html.range(of: "<main>")).upperBound
        let start = String(html[main...].prefix(700))
        #expect(start.contains("Promote trial 3f2a9c1b."))
        #expect(start.contains("It is tied with the best and the quickest of those."))
        #expect(start.contains("<code>stepsweep promote digits --trial 3f2a9c1b --as challenger</code>"))
    }

    @Test("says which trials are tied, the difference to the champion, and what is wrong with the sweep")
    func words() throws {
        let html = try PageBoard.page()
        for sentence in [
            "2 of 4 candidates can&#39;t be told from the best, 77b0aa12.",
            "Against version 3 (c0c0c0c0, 0.95): difference 0.0222, 95 % interval 0.004 to 0.041, p = 0.02: the candidate is better.",
            "1 of 6 trials failed: 1 timeout.", "1 of 6 trials have no outcome.",
            "The best learning_rate, 0.003175, is the highest that was tried",
        ] {
            #expect(html.contains(sentence), "\(sentence)")
        }
    }

    @Test("never mixes the evaluators of importance")
    func importance() throws {
        let html = try PageBoard.page()
        #expect(html.contains("Single parameters and pairs leave 5 % unexplained."))
        #expect(html.contains("Importance by PED-ANOVA") && html.contains("Importance by functional ANOVA"))
        #expect(html.contains("both and their interaction: 95 %."))
    }

    @Test("tells of lost attempts where the pack's next one began")
    func timeline() throws {
        let html = try PageBoard.page()
        #expect(html.contains("1 retries, 1 lost."))
        #expect(html.contains("<title>p0000, attempt 1: lost</title>"))
    }

    @Test("A gap in a curve breaks its line")
    func gaps() throws {
        let html = try PageBoard.page()
        let figure = try #require(html.range(of: "id=\"curves\"")).upperBound
        let path = try #require(html[figure...].range(of: "<path class=\"m line")).upperBound
        let line = html[path...].prefix { $0 != ">" }
        #expect(line.count { $0 == "M" } == 2)
        #expect(!html.contains("nan") && !html.contains("inf\""))
    }

    @Test("A Pareto front has its points and its steps")
    func front() throws {
        let front = ObjectiveFront(
            objectives: [
                Metric(name: "validation_accuracy", goal: .maximize), Metric(name: "seconds", goal: .minimize),
            ],
            points: [
                .init(trial: PageBoard.best, values: [0.98, 2.5], isOnFront: true),
                .init(trial: PageBoard.second, values: [0.97, 1.2], isOnFront: true),
                .init(trial: "0c9d3e4f00000000", values: [0.96, 3.7], isOnFront: false),
            ])
        let html = ComparisonPage(try digits(), analyses: [PageBoard.analysis(front: front)]).html
        #expect(
            html.contains(
                "2 candidates of 3 on the front of validation_accuracy (more is better) and seconds (less is better)."))
        #expect(html.components(separatedBy: "class=\"m front\"").count == 3)
    }

    @Test("The script's data are the table's cells, with numbers in full")
    func data() throws {
        let data = try PageBoard.data(of: try PageBoard.page())
        let names = try #require(data["columns"]?.array).map { $0["name"]?.string }
        let column = try #require(names.firstIndex(of: "validation_accuracy"))
        #expect(data["values"]?[column]?.array == [0.98055, 0.9722, 0.9611, 0.7, nil])
        #expect(data["cells"]?[column]?.array == ["0.9806", "0.9722", "0.9611", "0.7000", ""])
        #expect(data["names"]?[0] == .string("digits-0123abcd/\(PageBoard.best)"))
    }
}
