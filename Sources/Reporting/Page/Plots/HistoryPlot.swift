internal import Decisions
internal import ResultStore
internal import SweepModel

/// The trials in the order in which they ended, and the best value so far.
struct HistoryPlot {
    private struct Point {
        let number: Int
        let row: PageRow
        let trial: String
        let value: Double
    }

    private let group: PageGroup
    private let points: [Point]

    init(_ group: PageGroup) {
        self.group = group
        let trials = group.rows.flatMap { row in row.row.trials.map { (row: row, trial: $0) } }
        let ended = trials.sorted { left, right in
            let (one, other) = (left.trial.outcome, right.trial.outcome)
            let (first, second) = (one.cost.startedAt + one.cost.seconds, other.cost.startedAt + other.cost.seconds)
            return (first, one.index, one.trial) < (second, other.index, other.trial)
        }
        points = ended.enumerated().compactMap { place, element in
            guard let value = element.trial.value, value.isFinite else { return nil }
            return Point(number: place + 1, row: element.row, trial: element.trial.outcome.trial, value: value)
        }
    }

    var html: String {
        let (id, title) = (group.name("history"), "History")
        guard let last = points.last else {
            return Figure.absent(id, title, "No trial has \(HTML.cut(group.metric.name)) yet.")
        }
        let room = Frame.Room()
        let frame = Frame(
            x: Scale(kind: .linear(0...Double(max(last.number, 2))), start: room.xEnds.0, end: room.xEnds.1),
            y: .measured(points.map(\.value), room.yEnds.0, room.yEnds.1), xTitle: "trials that have ended",
            yTitle: group.metric.name)
        let records = self.records
        let drawn = drawn(records)
        let marks = drawn.kept.map { point in
            SVG.mark(
                frame.x.place(Double(point.number)), frame.y.place(point.value), point.row.role, row: point.row.index)
        }
        let best = records.last.map { "\(PageText.number($0.value)) by \(group.short($0.trial))" } ?? ""
        return Figure(
            id: id, title: title,
            description:
                "\(PageText.count(points.count, "trial")) in the order in which they ended, with the best value so far as a step line; it rose \(PageText.count(records.count, "time")) and ends at \(best).",
            attributes: frame.attributes, svg: frame.svg() + steps(records, last, frame) + marks.joined(),
            notes: ["The line is the best \(HTML.cut(group.metric.name)) so far."] + [drawn.note].compactMap { $0 },
            table: HTMLTable(
                ["trials ended", "trial", "new best"], numbers: [0, 2],
                rows: records.map { [String($0.number), group.short($0.trial), PageText.number($0.value)] })
        ).html
    }

    /// Trials that were better than all before them.
    private var records: [Point] {
        var best: Double?
        return points.filter { point in
            guard group.metric.isBetter(point.value, than: best) else { return false }
            best = point.value
            return true
        }
    }

    private func drawn(_ records: [Point]) -> Thinning<Point> {
        let isRecord = Set(records.map(\.number))
        let others = points.filter { !isRecord.contains($0.number) }
        let most = 1500
        let thinned = Thinning(records + others, first: min(records.count, most - 1), most: most)
        guard thinned.note != nil else { return thinned }
        let note =
            "\(most.grouped) of \(points.count.grouped) trials are drawn: every new best, and evenly spaced others."
        return Thinning(kept: thinned.kept.sorted { $0.number < $1.number }, note: note)
    }

    private func steps(_ records: [Point], _ last: Point, _ frame: Frame) -> String {
        guard let first = records.first else { return "" }
        var path = "M\(SVG.number(frame.x.place(Double(first.number)))) \(SVG.number(frame.y.place(first.value)))"
        for record in records.dropFirst() {
            path += "H\(SVG.number(frame.x.place(Double(record.number))))V\(SVG.number(frame.y.place(record.value)))"
        }
        return "<path class=\"steps\" d=\"\(path)H\(SVG.number(frame.x.place(Double(last.number))))\"/>"
    }
}
