internal import Decisions
internal import Statistics
internal import SweepModel

/// The best candidates below each other, each with an interval, and the band of those that are tied.
struct RankedPlot {
    /// A row's height, and how many there are at most.
    private static let step = 18.0
    private static let usual = 25
    private static let most = 40

    private let group: PageGroup
    private let rows: [PageRow]
    private let tied: TiedSet?
    private let intervals: [String: ConfidenceInterval]
    private let tiedCount: Int

    init(_ group: PageGroup) {
        self.group = group
        tied = group.analysis?.tied
        let ranked = group.ranked
        let lastTied = ranked.lastIndex { $0.role != .other } ?? 0
        tiedCount = tied?.trials.count ?? 0
        rows = Array(ranked.prefix(min(Self.most, max(Self.usual, lastTied + 4))))
        intervals = Self.intervals(group)
    }

    /// Of each candidate's difference to the best one, laid at the best one's score; else the score's own, where it has one.
    private static func intervals(_ group: PageGroup) -> [String: ConfidenceInterval] {
        var intervals: [String: ConfidenceInterval] = [:]
        if let tied = group.analysis?.tied, let best = group.analysis?.reported {
            for comparison in tied.comparisons {
                let (low, high) = (best + comparison.interval.lower, best + comparison.interval.upper)
                if low.isFinite, high.isFinite {
                    intervals[comparison.trial] = ConfidenceInterval(lower: low, upper: high)
                }
            }
            return intervals
        }
        for candidate in group.analysis?.candidates ?? [] {
            guard let error = candidate.standardError, error.isFinite, error >= 0 else { continue }
            intervals[candidate.trial] = ConfidenceInterval(
                lower: candidate.score - 1.96 * error, upper: candidate.score + 1.96 * error)
        }
        return intervals
    }

    var html: String {
        let (id, title) = (group.name("ranked"), "Ranked, with intervals")
        guard let best = rows.first?.value else { return Figure.absent(id, title, "No trial has a score to rank.") }
        let height = 30 + Double(rows.count) * Self.step + 24
        let values =
            rows.compactMap(\.value)
            + rows.compactMap { intervals[$0.trial] }.flatMap { [$0.lower, $0.upper] }
        let x = Scale.measured(values, 92, 388)
        let bottom = 30 + Double(rows.count) * Self.step
        let marks = rows.enumerated().map { place, row in line(row, y: 30 + (Double(place) + 0.5) * Self.step, x) }
        let reference = SVG.line(x.place(best), 24, x.place(best), bottom, "reference")
        return Figure(
            id: id, title: title, description: description, height: height, attributes: x.attribute("x"),
            svg: band(x, bottom) + axis(x, bottom) + reference + marks.joined(), notes: notes,
            legend: legend, table: table
        ).html
    }

    private func line(_ row: PageRow, y: Double, _ x: Scale) -> String {
        guard let value = row.value else { return "" }
        var svg = ""
        if isTied(row) { svg += SVG.rectangle(2, y - Self.step / 2, 396, Self.step, "tiedrow") }
        svg += SVG.text(86, y + 4, group.short(row.trial), "tick mono", .end)
        if let interval = intervals[row.trial] {
            let (low, high) = (x.place(interval.lower), x.place(interval.upper))
            let data =
                "M\(SVG.number(low)) \(SVG.number(y))H\(SVG.number(high))M\(SVG.number(low)) \(SVG.number(y - 3))v6M\(SVG.number(high)) \(SVG.number(y - 3))v6"
            svg += SVG.path(data, "whisker", row.index)
        }
        return svg + SVG.mark(x.place(value), y, row.role, row: row.index)
    }

    private func isTied(_ row: PageRow) -> Bool {
        tied != nil && (row.role == .best || row.role == .tied || isChosenTied(row))
    }

    private func isChosenTied(_ row: PageRow) -> Bool {
        row.role == .chosen && tied?.trials.contains(row.trial) == true
    }

    /// From the worst tied candidate's score to the best one's.
    private func band(_ x: Scale, _ bottom: Double) -> String {
        let scores = rows.filter(isTied).compactMap(\.value).map { x.place($0) }
        guard let low = scores.min(), let high = scores.max(), scores.count > 1 else { return "" }
        return SVG.rectangle(low, 24, max(high - low, 1), bottom - 24, "band", title: "scores of the tied candidates")
    }

    private func axis(_ x: Scale, _ bottom: Double) -> String {
        var svg = SVG.text(4, 14, group.metric.name.isEmpty ? "score" : HTML.cut(group.metric.name, to: 50), "title")
        for tick in Frame.spaced(x.ticks(5)) {
            svg += SVG.line(tick.place, 24, tick.place, bottom, "grid")
            svg += SVG.text(tick.place, bottom + 17, tick.label, "tick", .middle)
        }
        return svg + SVG.line(92, bottom, 388, bottom, "axis")
    }

    private var description: String {
        let best = rows.first.flatMap { row in row.value.map { "\(group.short(row.trial)) with \(PageText.number($0))" }
        }
        let head =
            "The best \(rows.count) of \(group.ranked.count.grouped) candidates by reported score; first \(best ?? "none")."
        return tied == nil ? head : head + " \(PageText.count(tiedCount, "candidate")) can't be told from the best."
    }

    private var notes: [String] {
        var notes: [String] = []
        if let tied {
            notes.append(
                "Dots are reported scores. Each line is the \(PageText.percent(tied.confidence)) interval of the candidate's difference to the best one, laid at the best one's score: where it crosses the dashed line, this comparison by itself tells no difference. Shaded: tied with the best after correction for all comparisons."
            )
        } else if !intervals.isEmpty {
            notes.append("Dots are reported scores, lines their 95 % intervals (1.96 standard errors).")
        } else {
            notes.append("Nothing stored tells how sure these scores are: they have no intervals.")
        }
        let left = group.ranked.count - rows.count
        if left > 0 {
            notes.append("The best \(rows.count) are drawn; the table of trials has the other \(left.grouped).")
        }
        return notes
    }

    private var legend: [Figure.Legend] {
        let roles = Set(rows.map(\.role))
        return [(PageRow.Role.chosen, Figure.Legend.chosen), (.best, .best), (.tied, .tied), (.other, .other)]
            .filter { roles.contains($0.0) }.map(\.1)
    }

    private var table: HTMLTable {
        let comparisons = Dictionary((tied?.comparisons ?? []).map { ($0.trial, $0) }) { first, _ in first }
        return HTMLTable(
            ["rank", "trial", "score", "interval", "p, adjusted", "tied"], numbers: [0, 2, 4],
            rows: rows.map { row in
                [
                    row.row.rank.map(String.init) ?? "", group.short(row.trial), row.value.map(PageText.number) ?? "",
                    intervals[row.trial].map(PageText.interval) ?? "",
                    comparisons[row.trial].map { PageText.number($0.adjustedP) } ?? "", isTied(row) ? "yes" : "",
                ]
            })
    }
}
