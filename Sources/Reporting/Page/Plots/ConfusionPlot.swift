internal import Decisions
internal import SweepModel

/// What the winner's model took for what, on the rows that validated it.
struct ConfusionPlot {
    private static let most = 30
    private let group: PageGroup
    private let confusion: Confusion?

    init(_ group: PageGroup, _ confusions: [TrialKey: Confusion]) {
        self.group = group
        confusion = group.winner.flatMap { confusions[TrialKey(sweep: $0.row.sweep, trial: $0.trial)] }
    }

    var html: String {
        let (id, title) = (group.name("confusion"), "Confusion matrix of the winner")
        guard case .counted(let labels, let counts)? = confusion, let winner = group.winner else {
            var reason = "No model's predictions are known."
            if case .missing(let why)? = confusion { reason = why }
            return Figure.absent(id, title, reason)
        }
        guard labels.count <= Self.most else {
            return Figure.absent(
                id, title, "Its \(labels.count) classes are too many for a picture; up to \(Self.most) are drawn.")
        }
        let size = 290 / Double(max(labels.count, 1))
        let right = counts.indices.reduce(0) { $0 + counts[$1][$1] }
        let total = counts.joined().reduce(0, +)
        return Figure(
            id: id, title: title,
            description:
                "\(right.grouped) of \(total.grouped) validation rows on the diagonal, \(PageText.percent(Double(right) / Double(max(total, 1)))); model of trial \(group.short(winner.trial)).",
            height: 356, svg: cells(labels, counts, size) + axes(labels, size),
            notes: [
                "Trial \(group.short(winner.trial)) on its \(PageText.count(total, "validation row")): \(PageText.percent(Double(right) / Double(max(total, 1)))) lie on the diagonal."
            ], table: table(labels, counts)
        ).html
    }

    private func cells(_ labels: [String], _ counts: [[Int]], _ size: Double) -> String {
        var svg = ""
        for (truth, row) in counts.enumerated() {
            let sum = Double(max(row.reduce(0, +), 1))
            for (predicted, count) in row.enumerated() {
                let (x, y) = (100 + Double(predicted) * size, 20 + Double(truth) * size)
                let shade = count == 0 ? "none" : Shade.of(share: Double(count) / sum)
                svg += SVG.rectangle(x, y, size, size, "cell \(shade)")
                guard count > 0, size >= 14 else { continue }
                svg += SVG.text(x + size / 2, y + size / 2 + 4, String(count), "count \(shade)", .middle)
            }
        }
        return svg
    }

    private func axes(_ labels: [String], _ size: Double) -> String {
        var svg = SVG.text(4, 12, "true class", "title") + SVG.text(245, 350, "predicted class", "title", .middle)
        guard size >= 11 else { return svg }
        let ticks = labels.enumerated().map { place, label in
            Scale.Tick(place: 100 + (Double(place) + 0.5) * size, label: HTML.cut(label, to: 10))
        }
        for tick in Frame.spaced(ticks) {
            svg += SVG.text(tick.place, 20 + Double(labels.count) * size + 15, tick.label, "tick", .middle)
        }
        for (place, label) in labels.enumerated() {
            svg += SVG.text(94, 20 + (Double(place) + 0.5) * size + 4, HTML.cut(label, to: 12), "tick", .end)
        }
        return svg
    }

    private func table(_ labels: [String], _ counts: [[Int]]) -> HTMLTable {
        var rows: [[String]] = []
        for (truth, row) in counts.enumerated() {
            for (predicted, count) in row.enumerated() where count > 0 {
                rows.append([labels[truth], labels[predicted], String(count)])
            }
        }
        return HTMLTable(["true", "predicted", "rows"], numbers: [2], rows: rows)
    }
}
