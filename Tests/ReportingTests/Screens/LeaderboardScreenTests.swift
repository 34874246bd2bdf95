import Decisions
import JSON
import Reporting
import ResultStore
import SweepModel
import TestSupport
import Testing

@Suite("The leaderboard on a terminal") struct LeaderboardScreenTests {
    @Test("A wide terminal shows every column")
    func wide() throws {
        #expect(
            LeaderboardScreen(try digits()).text(width: 150) == """
                digits-0123abcd  validation_accuracy, maximize
                6 trials: 4 succeeded, 1 failed (1 timeout), 1 without an outcome
                best 0.9806 by 77b0aa12
                all trials: epochs 30

                rank  trial     validation_accuracy  0.7000  …  0.9806  train_accuracy  train_loss  learning_rate  optimizer        time  status     reason
                   1  77b0aa12               0.9806  ────────────────●          0.9906      0.0194        0.00126  adam            2.5 s  succeeded
                   2  3f2a9c1b               0.9722  ────────────────●          0.9822      0.0278         0.0005  adam            1.2 s  succeeded
                   3  0c9d3e4f               0.9611  ───────────────●─          0.9711      0.0389       0.003175  adam            3.7 s  succeeded
                   4  e1d2c3b4               0.7000  ●────────────────          0.7100      0.3000         0.0005  sgd             4.9 s  succeeded
                      5a6b7c8d                                                                           0.003175  sgd        1 h 02 min  failed     timeout

                """)
    }

    @Test("A terminal of 80 columns keeps what decides, and says what it left out")
    func eighty() throws {
        #expect(
            LeaderboardScreen(try digits()).text(width: 80) == """
                digits-0123abcd  validation_accuracy, maximize
                6 trials: 4 succeeded, 1 failed (1 timeout), 1 without an outcome
                best 0.9806 by 77b0aa12
                all trials: epochs 30

                rank  trial     validation_accuracy  learning_rate  status     reason
                   1  77b0aa12               0.9806        0.00126  succeeded
                   2  3f2a9c1b               0.9722         0.0005  succeeded
                   3  0c9d3e4f               0.9611       0.003175  succeeded
                   4  e1d2c3b4               0.7000         0.0005  succeeded
                      5a6b7c8d                            0.003175  failed     timeout

                no room for train_accuracy, train_loss, optimizer, time; choose with --columns,
                or widen the terminal

                """)
    }

    @Test("On a narrow terminal the most important parameter stays longest, and what goes is named")
    func important() throws {
        let outcomes = (0..<4).map { index in
            TrialOutcome.sample(
                "trial\(index)00000000", index: index,
                parameters: ["learning_rate": .number(0.1 * Double(index + 1)), "optimizer": .string("adam\(index)")],
                metrics: ["validation_accuracy": 0.9 + 0.01 * Double(index)])
        }
        let board = try comparison(outcomes, work: .sample(trialCount: 4))
        let analysis = PageBoard.analysis()
        #expect(analysis.importances.first?.shares.first?.parameters == ["optimizer"])
        let judged = LeaderboardScreen(board, analyses: [analysis]).text(width: 64)
        #expect(judged.contains("optimizer") && !judged.contains("learning_rate  "))
        #expect(judged.contains("no room for learning_rate, time"), "\(judged)")
        let plain = LeaderboardScreen(board).text(width: 64)
        #expect(plain.contains("no room for optimizer, time"), "\(plain)")
    }

    @Test(
        "No table line is wider than the terminal, down to the columns that always stay",
        arguments: [200, 120, 100, 60, 40])
    func fits(width: Int) throws {
        let lines = LeaderboardScreen(try digits()).text(width: width).split(separator: "\n")
        #expect(lines.dropFirst(4).allSatisfy { $0.count <= width })
    }

    @Test("A cut or filtered leaderboard says of how many")
    func cut() throws {
        let options = ComparisonOptions(
            top: 2, filters: [try RowFilter("optimizer=adam")], columns: ["rank", "trial", "learning_rate"])
        #expect(
            LeaderboardScreen(try digits(options)).text(width: 80) == """
                digits-0123abcd  validation_accuracy, maximize
                6 trials: 4 succeeded, 1 failed (1 timeout), 1 without an outcome
                best 0.9806 by 77b0aa12
                all trials: epochs 30

                rank  trial     learning_rate
                   1  77b0aa12        0.00126
                   2  3f2a9c1b         0.0005

                2 of 3 that match, 5 trials shown

                """)
    }

    @Test("Seeds of a point share a row")
    func seeds() throws {
        var outcomes: [TrialOutcome] = []
        for point in 0..<2 {
            for seed in 0..<3 {
                outcomes.append(
                    .sample(
                        "p\(point)s\(seed)", index: 3 * point + seed, point: point, seed: seed,
                        parameters: ["l2": .integer(point)],
                        metrics: ["validation_accuracy": 0.9 + 0.01 * Double(point) + 0.001 * Double(seed)],
                        failure: point == 1 && seed == 1 ? .timeout : nil))
            }
        }
        #expect(
            LeaderboardScreen(try comparison(outcomes, work: .sample(trialCount: 6))).text(width: 100) == """
                digits-0123abcd  validation_accuracy, maximize
                6 trials: 5 succeeded, 1 failed (1 timeout)
                best 0.9120 by p1s2

                rank  trial  validation_accuracy  0.9010  …  0.9110  l2  seeds   time  status     reason
                   1  p1s2        0.9110 ±0.0014  ────────────────●   1    2/3  2.0 s  partial    timeout
                   2  p0s2        0.9010 ±0.0010  ●────────────────   0      3  2.0 s  succeeded

                numbers are means ± standard deviations over seeds

                """)
    }

    @Test("Where less is better, the axis still runs from small to large")
    func minimize() throws {
        let work = WorkDocument.sample(metric: Metric(name: "loss"), trialCount: 2)
        let outcomes: [TrialOutcome] = [
            .sample("aaaaaaaa", index: 0, parameters: ["l2": 1], metrics: ["loss": 53.123]),
            .sample("bbbbbbbb", index: 1, parameters: ["l2": 10], metrics: ["loss": 48.5]),
        ]
        #expect(
            LeaderboardScreen(try comparison(outcomes, work: work)).text(width: 100) == """
                digits-0123abcd  loss, minimize
                2 trials: 2 succeeded
                best 48.50 by bbbbbbbb

                rank  trial      loss  48.50   …   53.12  l2   time  status
                   1  bbbbbbbb  48.50  ●────────────────  10  2.0 s  succeeded
                   2  aaaaaaaa  53.12  ────────────────●   1  2.0 s  succeeded

                """)
    }

    @Test("Nothing to show is said")
    func nothing() throws {
        #expect(
            LeaderboardScreen(try comparison([])).text(width: 80) == """
                digits-0123abcd  validation_accuracy, maximize
                4 trials: 0 succeeded, 4 without an outcome

                no outcomes yet

                """)
        let options = ComparisonOptions(filters: [try RowFilter("rank>99")])
        #expect(LeaderboardScreen(try digits(options)).text(width: 80).hasSuffix("\n\nno row meets the filters\n"))
    }

    @Test("Colours come only where they are asked for")
    func colours() throws {
        let lines = LeaderboardScreen(try digits(ComparisonOptions(columns: ["rank", "trial"])))
            .text(width: 80, style: .ansi).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines[0] == "\u{1B}[1mdigits-0123abcd\u{1B}[0m  validation_accuracy, maximize")
        #expect(lines[6] == "\u{1B}[32m   1  77b0aa12\u{1B}[0m")
        #expect(lines[10] == "\u{1B}[2m      5a6b7c8d\u{1B}[0m")
        #expect(!LeaderboardScreen(try digits()).text(width: 80).contains("\u{1B}"))
    }

    @Test("Hostile names can't reach the terminal, and wide characters keep the columns straight")
    func hostile() throws {
        let outcomes: [TrialOutcome] = [
            .sample("aaaaaaaa", index: 0, parameters: ["名前": "\u{1B}[31mred\n", "x": 1]),
            .sample("bbbbbbbb", index: 1, parameters: ["名前": "日本語", "x": 2]),
            .sample("cccccccc", index: 2, parameters: ["名前": "\u{202E}evil", "x": 3]),
        ]
        let options = ComparisonOptions(columns: ["trial", "名前", "x"])
        let text = LeaderboardScreen(try comparison(outcomes, options)).text(width: 80)
        #expect(
            text.hasSuffix(
                """
                trial     名前           x
                aaaaaaaa  \\x1b[31mred\\n  1
                bbbbbbbb  日本語         2
                cccccccc  \\u202eevil     3

                """), "\(text)")
    }

    @Test("Numbers at both ends of their range are shown all the same")
    func extremes() throws {
        let outcomes = [
            -Double.greatestFiniteMagnitude, -0x1p63, Double.leastNonzeroMagnitude, Double.greatestFiniteMagnitude,
        ].enumerated()
            .map {
                TrialOutcome.sample(
                    "t\($0)", index: $0, point: $0 / 2, seed: $0 % 2, parameters: ["x": .number($1)],
                    metrics: ["validation_accuracy": $1], seconds: abs($1))
            }
        let text = LeaderboardScreen(try comparison(outcomes)).text(width: 200)
        #expect(text.contains("best 1.798e+308 by t3\n"))
    }

    @Test("Ten thousand trials are printed")
    func many() throws {
        let outcomes = (0..<10_000).map { index in
            TrialOutcome.sample(
                "t\(index)", index: index, parameters: ["l2": .integer(index)],
                metrics: ["validation_accuracy": Double(index) / 10_000])
        }
        let text = LeaderboardScreen(try comparison(outcomes, work: .sample(trialCount: 10_000))).text(width: 120)
        #expect(text.split(separator: "\n").count == 10_004)
        #expect(text.contains("10,000 trials: 10,000 succeeded\n"))
    }
}
