public import Decisions
internal import ResultStore
internal import Statistics
internal import SweepModel

/// What `ab status` prints: arms, shares, intervals, guardrails, units to come, and the verdict of now.
public struct ABStatusScreen: Sendable {
    let analysis: ABAnalysis

    public init(_ analysis: ABAnalysis) { self.analysis = analysis }

    private var test: ABTest { analysis.test }

    public func text(width: Int, style: TextStyle = .plain) -> String {
        var lines = TextWrap.lines(heading, width: width)
        if let first = lines.first { lines[0] = style.bold(first) }
        lines += [""] + arms.lines(width: width, style: style).lines
        lines += [""] + shares(style)
        lines += block(challengers(width), width, style)
        lines += block(path(width), width, style)
        if test.options.usesCovariate { lines += [""] + TextWrap.lines(covariate, width: width) }
        lines += block(guardrails, width, style)
        lines += [""] + TextWrap.lines(progress, width: width)
        lines += TextWrap.lines(verdict, width: width).map(style.bold)
        return lines.joined(separator: "\n") + "\n"
    }

    private func block(_ table: TextTable?, _ width: Int, _ style: TextStyle) -> [String] {
        table.map { [""] + $0.lines(width: width, style: style).lines } ?? []
    }

    private var heading: String {
        let way = test.options.metric.goal == .maximize ? "more" : "less"
        let phase = test.phases.count > 1 ? " · phase \(test.phases.count)" : ""
        let shadow = test.options.mode == .shadow ? " · shadow" : ""
        return SafeText.neutralise(
            "\(test.id) · \(test.options.metric.name), \(way) is better\(shadow)\(phase) · \(ABWords.ending(test))")
    }

    private var arms: TextTable {
        let isShadow = test.options.mode == .shadow
        var columns = [
            TableColumn("arm", leastWidth: .max), TableColumn("model", .right), TableColumn("share", .right),
            TableColumn("units", .right), TableColumn(test.options.metric.name, .right, leastWidth: 12),
            TableColumn("requests", .right, expendability: 2), TableColumn("errors", .right, expendability: 3),
            TableColumn("mean time", .right, expendability: 4),
        ]
        if isShadow { columns.append(TableColumn("agreed", .right)) }
        let hasBeliefs = analysis.arms.contains { $0.bestProbability != nil } && test.options.allocation != .fixed
        if hasBeliefs { columns += [TableColumn("P(best)", .right), TableColumn("expected loss", .right)] }
        let rows = analysis.arms.map { arm in
            var row = [
                arm.name, String(arm.version), ABWords.percent(arm.weight), arm.units.grouped,
                arm.mean.map(NumberText.short) ?? "", arm.requests.grouped, arm.errors.grouped,
                arm.meanMilliseconds.map { NumberText.short($0) + " ms" } ?? "",
            ]
            if isShadow {
                row.append(
                    arm.compared > 0
                        ? ABWords.percent(Double(arm.agreed) / Double(arm.compared)) + " of \(arm.compared.grouped)"
                        : "")
            }
            if hasBeliefs {
                row += [arm.bestProbability.map(NumberText.short) ?? "", arm.expectedLoss.map(NumberText.short) ?? ""]
            }
            return row
        }
        return TextTable(columns: columns, rows: rows)
    }

    private func shares(_ style: TextStyle) -> [String] {
        let isMany = analysis.sampleRatio.count > 1
        return analysis.sampleRatio.map { phase in
            let name = isMany ? "phase \(phase.phase): " : ""
            let counts = phase.counts.map(\.grouped).joined(separator: "/")
            let planned = phase.weights.map(ABWords.percent).joined(separator: "/")
            let words =
                phase.isAlarm
                ? "ALARM: the arms did not get their shares" : "the arms got their shares"
            let line = "\(name)\(words): \(counts) of \(planned), p \(ABWords.p(phase.pValue))"
            return phase.isAlarm ? style.red(line) : line
        }
    }

    private func challengers(_ width: Int) -> TextTable? {
        let known = analysis.challengers.compactMap { challenger in
            challenger.interval.flatMap { interval in challenger.estimate.map { (challenger, interval, $0) } }
        }
        guard !known.isEmpty else { return nil }
        let plot = IntervalPlot(known.map(\.1), width: 31)
        let confidence = ABWords.number(100 * (1 - test.options.alphaOfEach)) + " %"
        let columns = [
            TableColumn("against \(analysis.arms[0].name)", leastWidth: .max), TableColumn("difference", .right),
            TableColumn("\(confidence), at every look", leastWidth: .max), TableColumn("p", .right),
            TableColumn("", expendability: 1, leastWidth: .max),
        ]
        let rows = known.map { challenger, interval, estimate in
            [
                challenger.arm, NumberText.signed(estimate), Self.text(interval),
                challenger.pValue.map(ABWords.p) ?? "", plot.line(interval, at: estimate),
            ]
        }
        return TextTable(columns: columns, rows: rows)
    }

    /// The intervals of up to eight moments, one below the other, for each challenger.
    private func path(_ width: Int) -> TextTable? {
        let points = analysis.challengers.flatMap { challenger in
            Self.spread(analysis.path.filter { $0.arm == challenger.arm }, most: 8)
        }
        guard points.count > analysis.challengers.count else { return nil }
        let plot = IntervalPlot(points.map(\.interval), width: 41)
        let columns = [
            TableColumn("until (UTC)", leastWidth: .max), TableColumn("arm", expendability: 2),
            TableColumn("units", .right), TableColumn("difference over time", leastWidth: .max),
        ]
        return TextTable(
            columns: columns,
            rows: points.map { point in
                [
                    UTC.text(secondsSince1970: point.at), point.arm, point.units.grouped,
                    plot.line(point.interval, at: point.estimate),
                ]
            })
    }

    /// Evenly chosen, the last one among them.
    private static func spread<Element>(_ elements: [Element], most: Int) -> [Element] {
        guard elements.count > most else { return elements }
        return (1...most).map { elements[$0 * elements.count / most - 1] }
    }

    private static func text(_ interval: ConfidenceInterval) -> String {
        NumberText.signed(interval.lower) + " to " + NumberText.signed(interval.upper)
    }
}
