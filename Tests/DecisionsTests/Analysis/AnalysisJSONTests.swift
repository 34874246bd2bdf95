import Decisions
import JSON
import SweepModel
import TestSupport
import Testing

/// The members that `docs/json.md` lists under `analyses`.
@Suite("The judgement as JSON") struct AnalysisJSONTests {
    @Test("Every member of a judgement by rows is what the document promises")
    func rows() throws {
        let board = try Board(
            [
                .classifier("aaaaaaaa", 0, wrong: Array(0..<10), of: 100, size: 9),
                .classifier("bbbbbbbb", 1, wrong: Array(0..<10), of: 100, size: 5),
            ], work: .sample(trialCount: 2))
        let analysis = try board.judge()
        let error = try #require(analysis.candidates[0].standardError)
        #expect(agree(error, 0.030151134457776365))
        let document = try board.compare().json(with: [analysis])
        let judged = try #require(document["analyses"]?[0])
        #expect(
            judged.object?.keys.sorted() == [
                "best", "candidates", "champion", "evidence", "expected", "front", "health", "importance", "metric",
                "recommendation", "simplest", "sweeps", "tied", "worthConfirming",
            ])
        #expect(judged["sweeps"] == ["digits-0123abcd"])
        #expect(judged["metric"] == ["name": "validation_accuracy", "goal": "maximize"])
        #expect(
            judged["best"] == [
                "trial": "aaaaaaaa", "sweep": "digits-0123abcd", "point": 0, "trials": ["aaaaaaaa"], "score": 0.9,
                "standardError": .number(error),
            ])
        #expect(judged["candidates"] == 2)
        #expect(judged["evidence"] == ["kind": "rows", "count": 100, "errors": true])
        #expect(judged["expected"]?["method"] == "bootstrap-bias-correction")
        #expect(judged["expected"]?["resamples"] == 1000 && judged["expected"]?["candidates"] == 2)
        #expect(judged["champion"] == .null)
        #expect(
            judged["simplest"] == [
                "trial": "bbbbbbbb", "sweep": "digits-0123abcd", "rule": "one-standard-error",
                "measure": "model_parameters", "complexity": 5.0,
                "bestComplexity": 9.0, "threshold": .number(0.9 - error), "eligible": 2,
            ])
        #expect(
            judged["front"] == [
                "objectives": [
                    ["name": "validation_accuracy", "goal": "maximize"],
                    ["name": "model_parameters", "goal": "minimize"],
                ],
                "points": [
                    ["trial": "aaaaaaaa", "sweep": "digits-0123abcd", "values": [0.9, 9.0], "front": false],
                    ["trial": "bbbbbbbb", "sweep": "digits-0123abcd", "values": [0.9, 5.0], "front": true],
                ],
            ])
        #expect(judged["importance"] == [])
        #expect(
            judged["health"] == [["finding": "one-seed"], ["finding": "equal-scores", "count": 2, "score": 0.9]])
        #expect(judged["worthConfirming"] == ["aaaaaaaa", "bbbbbbbb"])
        #expect(
            judged["recommendation"] == [
                "action": "confirm", "points": 2, "seeds": 3, "trials": 6,
                "reason": "2 candidates can't be told apart; fresh seeds may",
                "command": "stepsweep confirm digits-0123abcd --without-test",
            ])
        let tied = try #require(judged["tied"])
        #expect(
            tied.object?.keys.sorted() == [
                "adjustment", "best", "comparisons", "confidence", "test", "trials", "untested",
            ])
        #expect(tied["test"] == "mcnemar-mid-p" && tied["adjustment"] == "holm" && tied["untested"] == 0)
        let comparison = try #require(tied["comparisons"]?[0])
        #expect(
            comparison["trial"] == "bbbbbbbb" && comparison["sweep"] == "digits-0123abcd" && comparison["tied"] == true
                && comparison["adjustedP"] == 1.0)
        #expect(comparison["difference"] == 0.0 && comparison["interval"]?.array?.count == 2)
    }

    @Test("What is not estimated is null, with the reason")
    func nothing() throws {
        let board = try Board([.scored("a", 0, 0.5), .scored("b", 1, 0.25)], work: .sample(trialCount: 2))
        let judged = try #require(try board.compare().json(with: [board.judge()])["analyses"]?[0])
        let reason: JSON = "its trials stored nothing about single rows, and there are neither folds nor seeds"
        #expect(judged["evidence"] == ["kind": nil, "reason": reason])
        #expect(
            judged["expected"] == ["method": nil, "value": nil, "interval": nil, "reason": reason, "inflation": nil])
        #expect(judged["tied"] == .null && judged["simplest"] == .null)
        #expect(
            judged["importance"] == [
                [
                    "evaluator": "ped-anova", "count": 2, "residual": nil,
                    "shares": [["parameters": ["l2"], "share": 1.0]],
                    "warning": "rests on 2 points, 1 of them among the best tenth: unsteady",
                ],
                [
                    "evaluator": "functional-anova", "count": 2, "residual": 0.0,
                    "shares": [["parameters": ["l2"], "share": 1.0]], "warning": nil,
                ],
            ])
    }
}
