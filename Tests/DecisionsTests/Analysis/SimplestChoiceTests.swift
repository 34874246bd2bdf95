import Decisions
import JSON
import SweepModel
import TestSupport
import Testing

@Suite("The simplest candidate that is as good") struct SimplestChoiceTests {
    /// Four classifiers of 100 rows: the first three are tied, the third is 0.05 behind, more than one standard error of 0.03.
    private func board(sizes: [Double?] = [400, 90, 10, 5], seconds: [Double] = [2, 2, 2, 2]) throws -> Board {
        let wrong = [Array(0..<10), Array(0..<11), Array(0..<15), Array(40..<90)]
        return try Board(
            wrong.enumerated().map { index, wrong in
                .classifier(
                    "t000000\(index)", index, wrong: wrong, of: 100,
                    parameters: ["hidden": .integer(8 - index), "name": "net", "optimizer": ["depth": 2]],
                    size: sizes[index], seconds: seconds[index])
            })
    }

    @Test("Within one standard error of the best and tied with it, the smallest model is chosen")
    func smallest() throws {
        let choice = try #require(try board().judge().simplest)
        #expect(choice.trial == "t0000001" && choice.measure == "model_parameters" && choice.eligible == 2)
        #expect(choice.complexity == 90 && choice.bestComplexity == 400)
        #expect(agree(choice.threshold, 0.9 - 0.030151134457776365))
    }

    @Test("Where models don't tell their size, time decides, but not a tenth of it, or of a second")
    func seconds() throws {
        func chosen(_ seconds: [Double]) throws -> String? {
            let choice = try board(sizes: [nil, nil, nil, nil], seconds: seconds).judge().simplest
            #expect(choice?.measure == "seconds")
            return choice?.trial
        }
        #expect(try chosen([10, 9.5, 1, 1]) == "t0000000")
        #expect(try chosen([10, 5, 1, 1]) == "t0000001")
        #expect(try chosen([0.12, 0.05, 1, 1]) == "t0000000")
    }

    @Test("A measure of one's own: a metric, a parameter, also nested or named in full")
    func measure() throws {
        for name in [
            "hidden", "parameters.hidden", "metrics.model_parameters", "optimizer.depth", "validation_accuracy",
        ] {
            let choice = try #require(try board().judge(AnalysisOptions(simplicity: name)).simplest)
            #expect(choice.measure == name)
            #expect(choice.trial == (name == "optimizer.depth" ? "t0000000" : "t0000001"))
        }
    }

    @Test("Candidates without the measure are passed over; without the best one's there is no choice")
    func missing() throws {
        let options = AnalysisOptions(simplicity: "model_parameters")
        #expect(try board(sizes: [400, nil, 10, 5]).judge(options).simplest?.trial == "t0000000")
        #expect(try board(sizes: [nil, 90, 10, 5]).judge(options).simplest == nil)
    }

    @Test("A column that nobody has, or that has no numbers, is refused")
    func refused() throws {
        let board = try board()
        let near = try #require(throws: DecisionError.self) { try board.judge(AnalysisOptions(simplicity: "hiden")) }
        #expect("\(near)".hasPrefix("no trial has a column `hiden`; did you mean `hidden`?; there are: rank, trial,"))
        for name in ["name", "trial", "rank"] {
            let error = try #require(throws: DecisionError.self) {
                try board.judge(AnalysisOptions(objectives: [Metric(name: name)]))
            }
            #expect(
                "\(error)" == "`\(name)` can't be made small or large: it has no numbers that tell of a model; name"
                    + " `seconds`, a metric, or a parameter whose values are numbers")
            #expect(error.kind == .usage)
        }
    }
}

@Suite("The trade-off between objectives") struct ObjectiveFrontTests {
    private func board() throws -> Board {
        try Board(
            [(0.9, 5.0, 1.0), (0.8, 1.0, 2.0), (0.7, 2.0, 9.0)].enumerated().map { index, values in
                var outcome = TrialOutcome.scored("t\(index)", index, values.0, seconds: values.1)
                outcome.metrics["speed"] = values.2
                return outcome
            })
    }

    @Test("Without a choice the metric stands beside the time")
    func usual() throws {
        let front = try #require(try board().judge().front)
        #expect(front.objectives.map(\.name) == ["validation_accuracy", "seconds"])
        #expect(front.points.map(\.isOnFront) == [true, true, false])
        #expect(front.points.map(\.values) == [[0.9, 5], [0.8, 1], [0.7, 2]])
    }

    @Test("Objectives of one's own may be large or small, and count once")
    func own() throws {
        let speed = Metric(name: "speed", goal: .maximize)
        let front = try #require(try board().judge(AnalysisOptions(objectives: [speed, speed])).front)
        #expect(front.objectives.map(\.name) == ["validation_accuracy", "speed"])
        #expect(front.points.map(\.isOnFront) == [true, true, true])
        let options = AnalysisOptions(objectives: [Metric(name: "validation_accuracy", goal: .maximize)])
        #expect(try board().judge(options).front == nil)
    }

    @Test("Points that lack an objective are not on any front")
    func missing() throws {
        var slow = TrialOutcome.scored("t1", 1, 0.95)
        slow.metrics["speed"] = nil
        var fast = TrialOutcome.scored("t0", 0, 0.9)
        fast.metrics["speed"] = 3
        let front = try Board([fast, slow]).judge(AnalysisOptions(objectives: [Metric(name: "speed")])).front
        #expect(front?.points.map(\.trial) == ["t0"])
    }
}
