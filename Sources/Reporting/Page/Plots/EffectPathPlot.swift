internal import Decisions
internal import Statistics

/// How the difference of a challenger and its always-valid interval went over time.
struct EffectPathPlot {
    let arm: String
    let control: String
    /// In the order of time.
    let points: [ABAnalysis.PathPoint]
    let id: String
    /// Seconds since 1970.
    let startedAt: Double

    var html: String {
        let title = "\(HTML.cut(arm)) against \(HTML.cut(control))"
        guard let last = points.last else {
            return Figure.absent(id, title, "Below \(ABAnalysis.fewestUnits) units in an arm nothing is drawn.")
        }
        let room = Frame.Room()
        let unit = Self.unit(last.at - startedAt)
        let times = points.map { ($0.at - startedAt) / unit.seconds }
        let values: [Double] = points.map(\.interval.lower) + points.map(\.interval.upper) + [0]
        let frame = Frame(
            x: Scale(kind: .linear(0...max(times.last ?? 1, 1e-9)), start: room.xEnds.0, end: room.xEnds.1),
            y: .measured(values, room.yEnds.0, room.yEnds.1), xTitle: "\(unit.name) since the start",
            yTitle: "difference")
        let zero = frame.y.place(0)
        let drawing =
            frame.svg() + band(frame, times) + SVG.line(frame.x.start, zero, frame.x.end, zero, "reference")
            + line(frame, times)
        return Figure(
            id: id, title: title,
            description:
                "The difference and its always-valid interval at \(points.count) moments; at the last one \(NumberText.signed(last.estimate)), from \(PageText.interval(last.interval)).",
            attributes: frame.attributes, svg: drawing,
            notes: ["The band holds the true difference at every moment together; no difference is the dashed line."],
            table: HTMLTable(
                ["until", "units", "difference", "from", "to"], numbers: [1, 2, 3, 4],
                rows: points.reversed().map { point in
                    [
                        PageText.time(point.at) ?? "", String(point.units), NumberText.signed(point.estimate),
                        NumberText.signed(point.interval.lower), NumberText.signed(point.interval.upper),
                    ]
                })
        ).html
    }

    private func band(_ frame: Frame, _ times: [Double]) -> String {
        let upper = zip(times, points).map { corner(frame, $0, $1.interval.upper) }
        let lower = zip(times, points).map { corner(frame, $0, $1.interval.lower) }
        return "<path class=\"band\" d=\"M\((upper + lower.reversed()).joined(separator: "L"))Z\"/>"
    }

    private func line(_ frame: Frame, _ times: [Double]) -> String {
        let corners = zip(times, points).map { corner(frame, $0, $1.estimate) }
        return "<path class=\"steps\" d=\"M\(corners.joined(separator: "L"))\"/>"
    }

    private func corner(_ frame: Frame, _ time: Double, _ value: Double) -> String {
        "\(SVG.number(frame.x.place(time))) \(SVG.number(frame.y.place(value)))"
    }

    private static func unit(_ seconds: Double) -> (seconds: Double, name: String) {
        if seconds > 3 * 86_400 { return (86_400, "days") }
        return seconds > 3 * 3_600 ? (3_600, "hours") : (60, "minutes")
    }
}
