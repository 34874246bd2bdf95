internal import Decisions
internal import Statistics
internal import SweepModel

/// The reported score beside what the model is expected to score on new data.
struct ExpectedPlot {
    private struct Line {
        let name: String
        let value: Double
        let interval: ConfidenceInterval?
        let style: String
    }

    private let group: PageGroup
    private let lines: [Line]

    init(_ group: PageGroup) {
        self.group = group
        var lines: [Line] = []
        if let reported = group.analysis?.reported ?? group.ranked.first?.value {
            lines.append(Line(name: "reported by the best", value: reported, interval: nil, style: "m best"))
        }
        switch group.analysis?.expected {
        case .tested(let score):
            lines.append(
                Line(name: "on the test split", value: score.value, interval: score.interval, style: "m chosen"))
        case .corrected(let score):
            lines.append(Line(name: "expected", value: score.value, interval: score.interval, style: "m chosen"))
        case .notEstimated, nil: break
        }
        if case .compared(let difference)? = group.analysis?.champion {
            lines.append(
                Line(name: "champion", value: difference.championScore, interval: nil, style: "m tied"))
        }
        self.lines = lines
    }

    var html: String {
        let (id, title) = (group.name("expected"), "Reported against expected score")
        guard let reported = lines.first else { return Figure.absent(id, title, "No trial has a score yet.") }
        let values = lines.flatMap { [$0.value] + ($0.interval.map { [$0.lower, $0.upper] } ?? []) }
        let x = Scale.measured(values, 130, 380)
        let bottom = 24 + Double(lines.count) * 34
        var svg = ""
        for tick in Frame.spaced(x.ticks(4)) {
            svg += SVG.line(tick.place, 20, tick.place, bottom, "grid")
            svg += SVG.text(tick.place, bottom + 17, tick.label, "tick", .middle)
        }
        svg += SVG.line(130, bottom, 380, bottom, "axis")
        svg += SVG.line(x.place(reported.value), 20, x.place(reported.value), bottom, "reference")
        for (place, line) in lines.enumerated() { svg += drawing(line, 24 + (Double(place) + 0.5) * 34, x) }
        svg += SVG.text(255, bottom + 36, HTML.cut(group.metric.name, to: 40), "title", .middle)
        return Figure(
            id: id, title: title,
            description: lines.map { "\($0.name) \(PageText.number($0.value))" }.joined(separator: "; ") + ".",
            height: bottom + 46, attributes: x.attribute("x"), svg: svg, notes: [note],
            table: HTMLTable(
                ["score", "value", "interval"], numbers: [1],
                rows: lines.map { [$0.name, PageText.number($0.value), $0.interval.map(PageText.interval) ?? ""] })
        ).html
    }

    private func drawing(_ line: Line, _ y: Double, _ x: Scale) -> String {
        var svg = SVG.text(122, y + 4, line.name, "tick", .end)
        if let interval = line.interval {
            svg += SVG.line(x.place(interval.lower), y, x.place(interval.upper), y, "whisker strong")
        }
        let (at, size) = (x.place(line.value), 6.0)
        let shape =
            switch line.style {
            case "m best": SVG.triangle(at, y, size)
            case "m chosen": SVG.diamond(at, y, size)
            default: "M\(SVG.number(at - 5)) \(SVG.number(y - 5))h10v10h-10Z"
            }
        svg += "<path class=\"\(line.style)\" d=\"\(shape)\"/>"
        return svg + SVG.text(at, y - 10, PageText.number(line.value), "value halo", .middle)
    }

    /// How the expected score came to be.
    private var note: String { ExpectedText(group.analysis?.expected).sentence }
}

/// An expected score in words.
struct ExpectedText {
    let sentence: String

    init(_ expected: ExpectedScore?) {
        switch expected {
        case .tested(let score):
            let rows = score.rows.map { "on " + PageText.count($0, "test row") } ?? "on the test split"
            let interval = score.interval.map { "; 95 % interval \(PageText.interval($0))" } ?? ""
            sentence = "Expected: scored once \(rows) that no trial saw, by \(HTML.cut(score.confirmation))\(interval)."
        case .corrected(let score):
            let interval =
                score.interval.map { "95 % interval \(PageText.interval($0))" }
                ?? "no interval is estimated, since equal scores of all its rows or folds measure no noise"
            sentence =
                "Expected: bootstrap bias-corrected over \(PageText.count(score.candidates, "candidate")) and \(PageText.count(score.resamples, "resample")); \(interval)."
        case .notEstimated(let reason, let inflation):
            let guide = inflation.map {
                " As a guide: the best of equal trials would look about \(PageText.number($0)) too good."
            }
            sentence = "Expected: not estimated, \(HTML.cut(reason, to: 300))." + (guide ?? "")
        case nil: sentence = "Expected: not estimated."
        }
    }
}
