internal import Decisions
internal import ResultStore
internal import SweepModel

/// Learning curves: a metric over the steps of training.
struct CurvePlot {
    private struct Curve {
        let row: PageRow
        let trial: String
        /// Ascending in the step; a gap is NaN.
        let points: [(step: Double, value: Double)]
    }

    private static let mostPoints = 120
    private let group: PageGroup
    private let metric: String?
    private let curves: [Curve]
    private let rule: String?

    init(_ group: PageGroup, _ columns: [TrialKey: [String: [Double]]]) {
        self.group = group
        let chosen = Self.chosen(group)
        rule = chosen.note
        let found = chosen.kept.compactMap { choice -> (Choice, [String: [Double]])? in
            columns[TrialKey(sweep: choice.row.row.sweep, trial: choice.trial)].map { (choice, $0) }
        }
        let metric = Self.metric(found.map(\.1), wanted: group.metric.name)
        self.metric = metric
        curves = found.compactMap { choice, columns in
            guard let metric, let values = columns[metric] else { return nil }
            let steps = columns["step"] ?? values.indices.map { Double($0 + 1) }
            let points = zip(steps, values).filter { $0.0.isFinite }.map { (step: $0.0, value: $0.1) }
            let curve = Curve(row: choice.row, trial: choice.trial, points: points)
            return points.contains { $0.value.isFinite } ? curve : nil
        }
    }

    struct Choice {
        let row: PageRow
        let trial: String
    }

    /// The trials whose curves are drawn.
    static func chosen(_ group: PageGroup) -> Thinning<Choice> {
        let trials = group.ranked.flatMap { row in
            row.row.trials.filter { $0.value != nil }.map { Choice(row: row, trial: $0.outcome.trial) }
        }
        return Thinning(trials, first: 30, most: 60)
    }

    /// The sweep's own metric where curves have it, else a validation's, else the first by name.
    private static func metric(_ curves: [[String: [Double]]], wanted: String) -> String? {
        var names = Set<String>()
        for curve in curves { names.formUnion(curve.keys) }
        names.remove("step")
        if names.contains(wanted) { return wanted }
        return names.sorted().first { $0.hasPrefix("validation") || $0.hasPrefix("val") } ?? names.min()
    }

    var html: String {
        let (id, title) = (group.name("curves"), "Learning curves")
        guard let metric, !curves.isEmpty else {
            return Figure.absent(id, title, "No trial reported a metric while it trained.")
        }
        let room = Frame.Room()
        let all = curves.flatMap(\.points)
        let steps = all.map(\.step)
        let frame = Frame(
            x: Scale(kind: .linear(Self.range(steps)), start: room.xEnds.0, end: room.xEnds.1),
            y: .measured(all.map(\.value), room.yEnds.0, room.yEnds.1), xTitle: "step", yTitle: metric)
        let lines = curves.reversed().map { line($0, frame) }
        let isLong = curves.contains { $0.points.count > Self.mostPoints }
        return Figure(
            id: id, title: title,
            description: "\(HTML.cut(metric)) over training of \(PageText.count(curves.count, "trial")).",
            attributes: frame.attributes, svg: frame.svg() + lines.joined(),
            notes: ["The stronger the colour, the better the trial ended."] + [rule].compactMap { $0 }
                + (isLong ? ["Of long curves every n-th point is drawn, at most \(Self.mostPoints)."] : []),
            table: HTMLTable(
                ["trial", "points", "first", "last", "best"], numbers: [1, 2, 3, 4], rows: curves.map(cells))
        ).html
    }

    private static func range(_ values: [Double]) -> ClosedRange<Double> {
        guard let least = values.min(), let greatest = values.max(), least < greatest else {
            let only = values.first ?? 0
            return (only - 1)...(only + 1)
        }
        return least...greatest
    }

    /// Evenly strided, the last point always; a gap breaks the line, and a point alone is a dot.
    private func line(_ curve: Curve, _ frame: Frame) -> String {
        let stride = max(1, (curve.points.count + Self.mostPoints - 1) / Self.mostPoints)
        var data = ""
        var isBroken = true
        for (place, point) in curve.points.enumerated() {
            guard point.value.isFinite else {
                isBroken = true
                continue
            }
            guard isBroken || place % stride == 0 || place == curve.points.count - 1 else { continue }
            data += (isBroken ? "M" : "L") + SVG.number(frame.x.place(point.step)) + " "
            data += SVG.number(frame.y.place(point.value)) + (isBroken ? "h0" : "")
            isBroken = false
        }
        return SVG.path(
            data, "m line \(Shade.of(rank: curve.row.place, count: group.ranked.count))", curve.row.index)
    }

    private func cells(_ curve: Curve) -> [String] {
        let values = curve.points.map(\.value).filter(\.isFinite)
        let falls = (values.last ?? 0) < (values.first ?? 0)
        let best =
            metric == group.metric.name
            ? (group.metric.goal == .maximize ? values.max() : values.min()) : (falls ? values.min() : values.max())
        return [group.short(curve.trial), String(values.count)]
            + [values.first, values.last, best].map { $0.map(PageText.number) ?? "" }
    }
}
