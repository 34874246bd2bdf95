public import Decisions
internal import Foundation
internal import ResultStore
internal import SweepModel

/// What `ab start` prints before it starts: the arms, and how many units and days the test takes.
public struct ABPlanScreen: Sendable {
    private let options: ABOptions
    private let plan: ABPlan
    private let even: ABPlan?

    /// - Parameter even: the same test with equal shares; `nil` where it can't be planned.
    public init(_ options: ABOptions, _ plan: ABPlan, even: ABPlan?) {
        self.options = options
        self.plan = plan
        self.even = even
    }

    public func text(width: Int, style: TextStyle = .plain) -> String {
        let way = options.metric.goal == .maximize ? "more" : "less"
        var lines = [
            style.bold(SafeText.neutralise(options.metric.name)) + ", \(way) is better"
                + (options.mode == .shadow ? "; in shadow: everybody gets the first arm's answer" : "")
        ]
        lines += options.arms.map { "  " + Self.arm($0) }
        lines += TextWrap.lines(promise, width: width) + [""]
        lines += table.lines(width: width, style: style).lines
        if options.ramp.count > 1 || (options.ramp.first?.share ?? 1) < 1 { lines += ["", ramp] }
        if !options.guardrails.isEmpty {
            let rails = options.guardrails.map(\.text).joined(separator: ", ")
            lines += ["", "rolls back by itself where \(rails) is breached"]
        }
        if case .thompson(let floor) = options.allocation {
            let words =
                "Thompson allocation with a floor of \(ABWords.number(floor)): weights follow success by `ab reallocate`, and such data"
                + " have no fixed-split verdict"
            lines += [""] + TextWrap.lines(words, width: width)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func arm(_ arm: ServingArm) -> String {
        let place =
            switch arm.model {
            case .builtIn: ""
            case .command(let words): ", by \(words.last ?? "")"
            case .http(let url): ", at \(url)"
            }
        return SafeText.neutralise("\(arm.name): model \(arm.version)\(place), \(ABWords.percent(arm.weight))")
    }

    private var promise: String {
        let challengers = options.challengers.count > 1 ? " over \(options.challengers.count) challengers (Holm)" : ""
        let sign = options.metric.goal == .maximize ? "+" : "-"
        return
            "finds a difference of \(sign)\(ABWords.number(options.effect)) from \(ABWords.number(options.baseline)) with power"
            + " \(ABWords.number(options.power)) and at most \(ABWords.number(options.alpha)) false alarms a test\(challengers), however often"
            + " it is looked at"
    }

    private var table: TextTable {
        let columns = [
            TableColumn("", leastWidth: .max), TableColumn("units", .right), TableColumn("days", .right),
            TableColumn("", expendability: 1),
        ]
        var rows = [row("this test", plan.units, plan.days, "looked at as often as you like")]
        if let even, even.units != plan.units {
            rows.append(row("at equal shares", even.units, even.days, "the same, with equal shares"))
        }
        rows.append(row("fixed horizon", plan.fixedUnits, plan.fixedDays, "one look at its end: \(fixedMethod)"))
        return TextTable(columns: columns, rows: rows) { $0 == 0 ? .strong : .none }
    }

    private var fixedMethod: String { options.measure == .proportion ? "arcsine transform" : "z test" }

    private func row(_ name: String, _ units: Int, _ days: Double, _ words: String) -> [String] {
        [name, units.grouped, ABWords.days(days), words]
    }

    private var ramp: String {
        "coverage: "
            + options.ramp.map { step in
                ABWords.percent(step.share)
                    + (step.afterSeconds > 0 ? " after \(ABWords.days(step.afterSeconds / 86_400)) days" : "")
            }.joined(separator: ", ")
    }
}

/// Words that screens and pages of A/B tests share.
enum ABWords {
    /// A number that a person chose, in its shortest form: `0.05`.
    static func number(_ value: Double) -> String {
        let rounded = (value * 1e9).rounded() / 1e9
        guard rounded.isFinite, rounded != 0 else { return NumberText.short(value) }
        return Int(exactly: rounded).map(String.init) ?? rounded.description
    }

    /// `90 %`, `33.3 %`.
    static func percent(_ share: Double) -> String { NumberText.short((share * 1_000).rounded() / 10) + " %" }

    /// One decimal; `< 0.1` for less.
    static func days(_ days: Double) -> String {
        guard days.isFinite, days < 1e7 else { return "?" }
        return days > 0 && days < 0.1 ? "< 0.1" : String(format: "%.1f", days)
    }

    static func verdict(_ action: ABVerdict.Action) -> String {
        switch action {
        case .promote: "promote"
        case .rollBack: "roll back"
        case .goOn: "go on"
        case .blocked: "no verdict"
        case .none: "no verdict"
        }
    }

    static func ending(_ test: ABTest) -> String {
        guard let end = test.end else { return "running" }
        switch end.outcome {
        case .promoted: return "ended: promoted \(end.arm)"
        case .rolledBack: return "ended: rolled back to \(end.arm)"
        case .stopped: return "stopped"
        }
    }

    static func p(_ value: Double) -> String {
        value < 0.0001 ? "< 0.0001" : String(format: "%.4f", value)
    }
}
