internal import Decisions
internal import Foundation
internal import JSON
internal import SweepModel

/// The mean score over two parameters, as filled cells.
struct ContourPlot {
    private static let mostCells = 12
    private let group: PageGroup

    init(_ group: PageGroup) { self.group = group }

    var html: String {
        let (id, title) = (group.name("contour"), "Two parameters")
        guard let pair else {
            return Figure.absent(
                id, title,
                "It takes two parameters that vary; \(group.parameters.count == 1 ? "one does." : "none does.")")
        }
        guard !group.ranked.isEmpty else { return Figure.absent(id, title, "No trial has a score yet.") }
        let room = Frame.Room(left: 92, right: 14, height: 320)
        let ranked = group.ranked
        let x = CellAxis(
            ranked.compactMap { $0.row.parameters[pair.first] }, room.xEnds.0, room.xEnds.1, Self.mostCells)
        let y = CellAxis(
            ranked.compactMap { $0.row.parameters[pair.second] }, room.yEnds.0, room.yEnds.1, Self.mostCells)
        let cells = Self.cells(ranked, pair, x, y)
        let means = cells.map(\.mean)
        let svg = cells.map { drawing($0, x, y, means) }.joined() + axes(pair, x, y) + scale(means)
        return Figure(
            id: id, title: "\(HTML.cut(pair.first)) and \(HTML.cut(pair.second))",
            description:
                "Mean \(HTML.cut(group.metric.name)) in \(PageText.count(cells.count, "cell")) of \(HTML.cut(pair.first)) by \(HTML.cut(pair.second)).",
            height: 340, svg: svg,
            notes: [
                pair.reason
                    + " A cell is the mean over its rows; where there is none, no row has these values. The stronger the colour, the better."
            ],
            table: HTMLTable(
                [pair.first, pair.second, "mean", "rows"], numbers: [2, 3],
                rows: cells.map {
                    [x.labels[$0.column], y.labels[$0.row], PageText.number($0.mean), String($0.members.count)]
                })
        ).html
    }

    struct Pair {
        let first: String
        let second: String
        let reason: String
    }

    private static func strongest(_ shares: [ParameterImportance.Share]) -> Pair? {
        let single = Dictionary(shares.filter { $0.parameters.count == 1 }.map { ($0.parameters[0], $0.share) }) { $1 }
        var best: (pair: [String], sum: Double)?
        for share in shares where share.parameters.count == 2 {
            let sum = share.parameters.reduce(share.share) { $0 + (single[$1] ?? 0) }
            if sum > best?.sum ?? -1 { best = (share.parameters, sum) }
        }
        return best.map { best in
            Pair(
                first: best.pair[0], second: best.pair[1],
                reason: "The pair that explains the most by functional ANOVA, both and their interaction: "
                    + "\(PageText.percent(best.sum)).")
        }
    }

    /// The pair that explains the most where a functional ANOVA is known, else the two most important parameters.
    private var pair: Pair? {
        for importance in group.analysis?.importances ?? [] where importance.evaluator == .functionalANOVA {
            if let best = Self.strongest(importance.shares) { return best }
        }
        guard group.parameters.count > 1 else { return nil }
        let isKnown = group.analysis?.importances.isEmpty == false
        return Pair(
            first: group.parameters[0], second: group.parameters[1],
            reason: isKnown ? "The two most important parameters." : "The first two parameters that vary, by name.")
    }
}

extension ContourPlot {
    struct Cell {
        let column: Int
        let row: Int
        var members: [Int] = []
        var mean = 0.0
    }

    private static func cells(_ ranked: [PageRow], _ pair: Pair, _ x: CellAxis, _ y: CellAxis) -> [Cell] {
        var cells: [Int: Cell] = [:]
        for row in ranked {
            guard let value = row.value, let column = x.cell(row.row.parameters[pair.first]),
                let line = y.cell(row.row.parameters[pair.second])
            else { continue }
            var cell = cells[line * 1000 + column] ?? Cell(column: column, row: line)
            cell.members.append(row.index)
            cell.mean += (value - cell.mean) / Double(cell.members.count)
            cells[line * 1000 + column] = cell
        }
        return cells.values.sorted { ($0.row, $0.column) < ($1.row, $1.column) }
    }

    private func drawing(_ cell: Cell, _ x: CellAxis, _ y: CellAxis, _ means: [Double]) -> String {
        let (left, right) = x.edges(cell.column)
        let (bottom, top) = y.edges(cell.row)
        let title = "\(x.labels[cell.column]), \(y.labels[cell.row]): \(PageText.number(cell.mean))"
        return SVG.rectangle(
            left, top, right - left, bottom - top, "cell \(shade(cell.mean, means))",
            rows: cell.members.map(String.init).joined(separator: " "), title: title)
    }

    private func shade(_ mean: Double, _ means: [Double]) -> String {
        guard let least = means.min(), let greatest = means.max(), greatest > least else { return "s6" }
        let share = (mean - least) / (greatest - least)
        return Shade.of(share: group.metric.goal == .maximize ? share : 1 - share)
    }

    private func axes(_ pair: Pair, _ x: CellAxis, _ y: CellAxis) -> String {
        var svg = SVG.text(4, 14, HTML.cut(pair.second, to: 56), "title")
        let bottom = y.start
        for tick in Frame.spaced(x.ticks) { svg += SVG.text(tick.place, bottom + 17, tick.label, "tick", .middle) }
        for tick in y.ticks { svg += SVG.text(x.start - 6, tick.place + 4, tick.label, "tick", .end) }
        return svg + SVG.text((x.start + x.end) / 2, bottom + 36, HTML.cut(pair.first, to: 46), "title", .middle)
    }

    /// Which shade is which mean.
    private func scale(_ means: [Double]) -> String {
        guard let least = means.min(), let greatest = means.max() else { return "" }
        let isUp = group.metric.goal == .maximize
        var svg = SVG.text(150, 335, PageText.number(isUp ? least : greatest), "tick", .end)
        for shade in 0..<Shade.count {
            svg += SVG.rectangle(156 + Double(shade) * 22, 325, 22, 12, "swatch s\(shade)")
        }
        svg += SVG.text(156 + Double(Shade.count) * 22 + 6, 335, PageText.number(isUp ? greatest : least), "tick")
        return svg
    }
}
