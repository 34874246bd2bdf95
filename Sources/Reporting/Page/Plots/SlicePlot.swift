internal import Decisions
internal import JSON
internal import SweepModel

/// The score against each parameter by itself.
struct SlicePlot {
    private static let mostPanels = 12
    private let group: PageGroup

    init(_ group: PageGroup) { self.group = group }

    var html: String {
        let names = group.parameters.prefix(Self.mostPanels)
        guard !names.isEmpty, !group.ranked.isEmpty else {
            let reason = names.isEmpty ? "No parameter varies." : "No trial has a score yet."
            return Figure.absent(group.name("slices"), "Slices", reason)
        }
        let left = group.parameters.count - names.count
        let note =
            left > 0
            ? "<p class=\"note\">The \(names.count) most important of \(group.parameters.count) parameters.</p>" : ""
        let panels = names.enumerated().map { place, name in panel(name, group.name("slice") + "-\(place + 1)") }
        return "<div class=\"panels\" id=\"\(group.name("slices"))\">\(panels.joined())</div>\(note)"
    }

    private func panel(_ name: String, _ id: String) -> String {
        let ranked = group.ranked
        let room = Frame.Room(left: 48, width: 320, height: 220)
        let values = ranked.compactMap { $0.row.parameters[name] }
        let frame = Frame(
            x: .chosen(values, room.xEnds.0, room.xEnds.1, mostTexts: 12),
            y: .measured(ranked.compactMap(\.value), room.yEnds.0, room.yEnds.1), xTitle: name,
            yTitle: group.metric.name)
        let thinned = Thinning(ranked, first: 100, most: 400, noun: "rows")
        var marks = ""
        for row in thinned.kept.reversed() {
            guard let value = row.value, let x = frame.x.place(row.row.parameters[name]) else { continue }
            marks += SVG.mark(x, frame.y.place(value), row.role, row: row.index)
        }
        let levels = Levels(ranked, name)
        return Figure(
            id: id, title: HTML.cut(name, to: 80),
            description:
                "\(HTML.cut(group.metric.name)) against \(HTML.cut(name)), \(PageText.count(values.count, "row")) with \(PageText.count(levels.rows.count, "value")).",
            width: 320, height: 220, attributes: frame.attributes, svg: frame.svg(xTicks: 4, yTicks: 6) + marks,
            notes: [thinned.note].compactMap { $0 },
            table: HTMLTable(["value", "rows", "mean", "best"], numbers: [1, 2, 3], rows: levels.rows.map(cells))
        ).html
    }

    private func cells(_ level: Levels.Row) -> [String] {
        let best = group.metric.goal == .maximize ? level.values.max() : level.values.min()
        let mean = level.values.reduce(0) { $0 + $1 / Double(level.values.count) }
        return [
            ParameterText.text(level.value), String(level.values.count), PageText.number(mean),
            best.map(PageText.number) ?? "",
        ]
    }
}

/// The scores of each value of a parameter.
struct Levels {
    struct Row {
        let value: JSON
        var values: [Double]
    }

    /// Numbers first, ascending.
    let rows: [Row]

    init(_ ranked: [PageRow], _ name: String) {
        var levels: [JSON: [Double]] = [:]
        for row in ranked {
            guard let key = row.row.parameters[name]?.normalisingNumbers, let value = row.value else { continue }
            levels[key, default: []].append(value)
        }
        rows = levels.map { Row(value: $0.key, values: $0.value) }.sorted { left, right in
            switch (left.value.double, right.value.double) {
            case (let one?, let other?): one < other
            case (.some, nil): true
            case (nil, .some): false
            case (nil, nil): Scale.text(left.value) < Scale.text(right.value)
            }
        }
    }
}
