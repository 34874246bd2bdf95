internal import Decisions
internal import JSON
internal import SweepModel

/// Parallel coordinates, an axis below the other: a line is a row, and passes each of its values.
struct ParallelPlot {
    private static let mostAxes = 12
    private static let step = 54.0

    private let group: PageGroup
    private let names: [String]
    private let scales: [Scale]

    init(_ group: PageGroup) {
        self.group = group
        names = Array(group.parameters.prefix(Self.mostAxes))
        let ranked = group.ranked
        scales =
            names.map { name in .chosen(ranked.compactMap { $0.row.parameters[name] }, 14, 386) }
            + [.measured(ranked.compactMap(\.value), 14, 386)]
    }

    var html: String {
        let (id, title) = (group.name("parallel"), "Parallel coordinates")
        guard !names.isEmpty else { return Figure.absent(id, title, "No parameter varies.") }
        guard !group.ranked.isEmpty else { return Figure.absent(id, title, "No trial has a score yet.") }
        let thinned = Thinning(group.ranked, first: 100, most: 300, noun: "rows")
        // The best lines lie on top.
        let lines = thinned.kept.reversed().map(line).joined()
        let axes = scales.indices.map(axis).joined()
        let left = group.parameters.count - names.count
        let more =
            left > 0 ? ["\(names.count) of \(group.parameters.count) parameters have an axis: the most important."] : []
        return Figure(
            id: id, title: title,
            description:
                "A line for each of \(PageText.count(thinned.kept.count, "row")) through its values of \(names.map { HTML.cut($0) }.joined(separator: ", ")) and, at the bottom, \(HTML.cut(group.metric.name)).",
            height: Self.y(scales.count - 1) + 28, attributes: scales[scales.count - 1].attribute("x"),
            svg: lines + axes,
            notes: ["Each line is a row, from its parameters down to its score: the stronger the colour, the better."]
                + more
                + [thinned.note].compactMap { $0 },
            table: HTMLTable(
                ["rank"] + names + [group.metric.name], numbers: [0, names.count + 1], rows: thinned.kept.map(cells))
        ).html
    }

    private static func y(_ place: Int) -> Double { 30 + Double(place) * step }

    private func axis(_ place: Int) -> String {
        let (scale, y) = (scales[place], Self.y(place))
        let name = place < names.count ? names[place] : group.metric.name
        var svg = SVG.line(8, y, 392, y, "axis")
        svg += SVG.text(8, y - 12, HTML.cut(name, to: 50), place < names.count ? "title halo" : "title halo strong")
        for tick in Frame.spaced(scale.ticks(5)) {
            svg += SVG.line(tick.place, y - 3, tick.place, y + 3, "axis")
            svg += SVG.text(tick.place, y + 15, tick.label, "tick halo", .middle)
        }
        return svg
    }

    /// With a gap where the row has no such parameter.
    private func line(_ row: PageRow) -> String {
        var data = ""
        var isBroken = true
        for (place, scale) in scales.enumerated() {
            let value = place < names.count ? row.row.parameters[names[place]] : row.value.map(JSON.number)
            guard let x = scale.place(value) else {
                isBroken = true
                continue
            }
            data += (isBroken ? "M" : "L") + SVG.number(x) + " " + SVG.number(Self.y(place))
            isBroken = false
        }
        return SVG.path(data, "m line \(Shade.of(rank: row.place, count: group.ranked.count))", row.index)
    }

    private func cells(_ row: PageRow) -> [String] {
        let parameters = names.map { row.row.parameters[$0].map(ParameterText.text) ?? "" }
        return [row.row.rank.map(String.init) ?? ""] + parameters + [row.value.map(PageText.number) ?? ""]
    }
}

/// A parameter's value as a cell shows it.
enum ParameterText {
    static func text(_ value: JSON) -> String { value.double.map(PageText.number) ?? Scale.text(value) }
}

/// Seven shades from the worst to the best.
enum Shade {
    static let count = 7

    /// The better half of the ranks is told apart more finely.
    static func of(rank: Int, count: Int) -> String {
        guard count > 1 else { return "s6" }
        let share = 1 - Double(rank - 1) / Double(count - 1)
        return of(share: share * share)
    }

    /// - Parameter share: 0 for the worst, 1 for the best.
    static func of(share: Double) -> String {
        guard share.isFinite else { return "s0" }
        return "s\(min(Self.count - 1, max(0, Int(share * Double(Self.count)))))"
    }
}
