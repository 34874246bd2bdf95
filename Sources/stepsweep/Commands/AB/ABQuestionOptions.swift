public import ArgumentParser
import Decisions
public import ResultStore
public import SweepModel

/// The metric of a test, and what it must be able to find.
struct ABQuestionOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The outcome's name, as it is sent to the server.", valueName: "name")) var metric:
        String
    @Option(help: "Which way is better: maximize or minimize.") var goal = Metric.Goal.maximize
    @Option(help: "proportion: a unit has it or not. mean: a number a unit.") var kind = UnitMeasure.proportion
    @Option(parsing: .unconditional, help: ArgumentHelp("What the champion has now.", valueName: "number"))
    var baseline: Double
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The smallest difference worth finding, absolute.", valueName: "number"))
    var mde: Double
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Of one unit's value; with --kind mean.", valueName: "number")) var sd: Double?
    @Option(parsing: .unconditional, help: ArgumentHelp("The chance of a false alarm.", valueName: "share")) var alpha =
        0.05
    @Option(
        parsing: .unconditional, help: ArgumentHelp("The chance of finding the difference.", valueName: "share"))
    var power = 0.8
    @Option(parsing: .unconditional, help: ArgumentHelp("Units a day at full coverage.", valueName: "units"))
    var trafficPerDay: Double

    mutating func validate() throws {
        guard ABText.isName(metric) else {
            throw ValidationError(
                "--metric: must have 1 to 100 letters, digits, `_`, `-`, `.` or `/`, received `\(metric)`")
        }
        try check("--alpha", alpha, "must be greater than 0 and less than 0.5") { $0 > 0 && $0 < 0.5 }
        try check("--power", power, "must be greater than --alpha and at most 0.999") { $0 > alpha && $0 <= 0.999 }
        try check("--mde", mde, "must be greater than 0: it is a size, --goal says the direction") { $0 > 0 }
        try check("--traffic-per-day", trafficPerDay, "must be greater than 0 and at most 1e12") {
            $0 > 0 && $0 <= 1e12
        }
        switch kind {
        case .proportion:
            try check("--baseline", baseline, "a proportion is greater than 0 and less than 1") { $0 > 0 && $0 < 1 }
            if sd != nil {
                throw ValidationError("--sd: only with --kind mean; a proportion's follows from --baseline")
            }
        case .mean:
            try check("--baseline", baseline, "must be a number") { _ in true }
            guard let sd else {
                throw ValidationError("--sd: --kind mean needs the standard deviation of one unit's value")
            }
            try check("--sd", sd, "must be greater than 0") { $0 > 0 }
        }
    }

    private func check(_ option: String, _ value: Double, _ rule: String, _ holds: (Double) -> Bool) throws {
        guard value.isFinite, holds(value) else { throw ValidationError("\(option): \(rule), received \(value)") }
    }

    func options(arms: [ServingArm], parts: ABPartOptions) throws -> ABOptions {
        ABOptions(
            metric: Metric(name: metric, goal: goal), measure: kind, baseline: baseline, standardDeviation: sd,
            effect: mde, alpha: alpha, power: power, trafficPerDay: trafficPerDay, arms: arms, ramp: try parts.steps(),
            mode: parts.shadow ? .shadow : .split, guardrails: try parts.rails(metric: metric, measure: kind),
            usesCovariate: parts.covariate, allocation: try parts.allocation(kind, arms: arms.count))
    }
}

extension Metric.Goal: ExpressibleByArgument {}
extension UnitMeasure: ExpressibleByArgument {}
