internal import Decisions
internal import ResultStore
internal import SweepModel

/// The first objective against each other one, with the candidates that no other beats in all of them.
struct FrontPlot {
    private let group: PageGroup

    init(_ group: PageGroup) { self.group = group }

    var html: String {
        guard let front = group.analysis?.front, front.objectives.count > 1, !front.points.isEmpty else {
            return Figure.absent(
                group.name("front"), "Pareto front", "The sweep has one objective: nothing to trade off.")
        }
        return (1..<front.objectives.count).map { figure(front, $0) }.joined()
    }

    private func figure(_ front: ObjectiveFront, _ other: Int) -> String {
        let indices = Dictionary(
            group.rows.flatMap { row in row.row.trials.map { ($0.outcome.trial, row) } }
        ) { first, _ in first }
        let points = front.points.filter {
            $0.values.count > other && $0.values[0].isFinite && $0.values[other].isFinite
        }
        let room = Frame.Room()
        let frame = Frame(
            x: .measured(points.map { $0.values[other] }, room.xEnds.0, room.xEnds.1),
            y: .measured(points.map { $0.values[0] }, room.yEnds.0, room.yEnds.1),
            xTitle: Self.words(front.objectives[other]), yTitle: Self.words(front.objectives[0]))
        let best = points.filter(\.isOnFront).sorted { $0.values[other] < $1.values[other] }
        let thinned = Thinning(
            best + points.filter { !$0.isOnFront }, first: min(best.count, 999), most: 1000, noun: "candidates")
        let marks = thinned.kept.reversed().map { point in
            let (x, y) = (frame.x.place(point.values[other]), frame.y.place(point.values[0]))
            let row = indices[point.trial]?.index ?? -1
            let size = 5.0
            return point.isOnFront
                ? SVG.path("M\(SVG.number(x - size)) \(SVG.number(y - size))h10v10h-10Z", "m front", row)
                : SVG.mark(x, y, .other, row: row)
        }
        let name = group.name("front") + (other == 1 ? "" : "-\(other)")
        return Figure(
            id: name, title: "Pareto front",
            description:
                "\(PageText.count(best.count, "candidate")) of \(points.count.grouped) on the front of \(Self.words(front.objectives[0])) and \(Self.words(front.objectives[other])).",
            attributes: frame.attributes, svg: frame.svg() + steps(best, front, other, frame) + marks.joined(),
            notes: ["Squares: no other candidate is as good in every objective and better in one."]
                + [thinned.note].compactMap { $0 },
            table: HTMLTable(
                ["trial"] + front.objectives.map(\.name), numbers: Set(1...front.objectives.count),
                rows: best.map { [group.short($0.trial)] + $0.values.map(PageText.number) })
        ).html
    }

    /// Only with two objectives do the front's points bound an area.
    private func steps(_ best: [ObjectiveFront.Point], _ front: ObjectiveFront, _ other: Int, _ frame: Frame) -> String
    {
        guard front.objectives.count == 2, best.count > 1 else { return "" }
        // From a point on, the step goes first along the objective that gets worse.
        let alongFirst = front.objectives[other].goal == .minimize
        var path = ""
        for (place, point) in best.enumerated() {
            let (x, y) = (SVG.number(frame.x.place(point.values[other])), SVG.number(frame.y.place(point.values[0])))
            path += place == 0 ? "M\(x) \(y)" : alongFirst ? "H\(x)V\(y)" : "V\(y)H\(x)"
        }
        return "<path class=\"steps\" d=\"\(path)\"/>"
    }

    private static func words(_ metric: Metric) -> String {
        HTML.cut(metric.name, to: 36) + (metric.goal == .maximize ? " (more is better)" : " (less is better)")
    }
}
