internal import Decisions
internal import ResultStore
internal import SweepModel

/// When each pack's job ran on which lane, with retries and lost hosts.
struct TimelinePlot {
    static let most = 1200
    private static let track = 9.0

    private struct Bar {
        let attempt: JobAttempt
        let span: ClosedRange<Double>
        let y: Double
    }

    private let group: PageGroup
    let attempts: [JobAttempt]

    init(_ group: PageGroup, _ attempts: [JobAttempt]) {
        self.group = group
        self.attempts = attempts.filter { group.sweeps.contains($0.sweep) }.sorted { left, right in
            let (one, other) = (left.span?.lowerBound ?? .infinity, right.span?.lowerBound ?? .infinity)
            return (one, left.sweep, left.pack, left.generation) < (other, right.sweep, right.pack, right.generation)
        }
    }

    var html: String {
        let (id, title) = (group.name("timeline"), "Timeline of jobs")
        let spans = attempts.compactMap(\.span)
        guard let begin = spans.map(\.lowerBound).min(), let end = spans.map(\.upperBound).max() else {
            return Figure.absent(
                id, title,
                "No job has left a record of its time: its trials came from earlier sweeps, or none has ended.")
        }
        let x = Scale(kind: .linear(0...max(end - begin, 1e-3)), start: 84, end: 390)
        let drawing = drawing(x, begin)
        return Figure(
            id: id, title: title, description: description(end - begin), height: drawing.height + 40,
            attributes: x.attribute("x"), svg: drawing.svg, notes: notes(begin),
            table: HTMLTable(
                ["pack", "attempt", "lane", "host", "start, s", "length, s", "end"], numbers: [1, 4, 5],
                rows: attempts.map { cells($0, begin) })
        ).html
    }

    /// The longest where there are too many; lost ones and retries always, up to the most.
    private var drawn: [JobAttempt] {
        guard attempts.count > Self.most else { return attempts }
        func weight(_ attempt: JobAttempt) -> Double {
            let seconds = attempt.span.map { $0.upperBound - $0.lowerBound } ?? 0
            return attempt.generation > 1 || attempt.end != .finished ? .infinity : seconds
        }
        let heaviest = attempts.enumerated().sorted { left, right in
            (-weight(left.element), left.offset) < (-weight(right.element), right.offset)
        }.prefix(Self.most)
        return heaviest.sorted { $0.offset < $1.offset }.map(\.element)
    }

    private func drawing(_ x: Scale, _ begin: Double) -> (svg: String, height: Double) {
        let rowsOfPacks = rowsOfPacks
        var svg = ""
        var top = 24.0
        let byLane = Dictionary(grouping: drawn.filter { $0.span != nil }) { $0.lane?.rawValue ?? "no lane" }
        for lane in byLane.keys.sorted() {
            let packed = Self.packed(byLane[lane] ?? [], top: top)
            svg += SVG.text(78, top + 9, lane, "tick", .end)
            for bar in packed.bars { svg += element(bar, x, begin, rowsOfPacks) }
            top += packed.height + 10
            svg += SVG.line(84, top - 5, 390, top - 5, "grid")
        }
        svg += lost(x, begin, y: top + 8)
        if attempts.contains(where: { $0.end == .lost }) { top += 22 }
        for tick in Frame.spaced(x.ticks(5)) {
            svg += SVG.line(tick.place, top, tick.place, top + 4, "axis")
            svg += SVG.text(tick.place, top + 17, tick.label, "tick", .middle)
        }
        svg +=
            SVG.line(84, top, 390, top, "axis")
            + SVG.text(237, top + 34, "seconds since the first start", "title", .middle)
        return (svg, top)
    }

    /// Each bar on the first track that is free: at most 40 tracks, then the last is shared.
    private static func packed(_ attempts: [JobAttempt], top: Double) -> (bars: [Bar], height: Double) {
        var free: [Double] = []
        var bars: [Bar] = []
        for attempt in attempts {
            guard let span = attempt.span else { continue }
            let place = free.firstIndex { $0 <= span.lowerBound } ?? min(free.count, 39)
            if place == free.count {
                free.append(span.upperBound)
            } else {
                free[place] = max(free[place], span.upperBound)
            }
            bars.append(Bar(attempt: attempt, span: span, y: top + Double(place) * track))
        }
        return (bars, Double(max(free.count, 1)) * track)
    }

    private func element(_ bar: Bar, _ x: Scale, _ begin: Double, _ rows: [String: [Int]]) -> String {
        let (left, right) = (x.place(bar.span.lowerBound - begin), x.place(bar.span.upperBound - begin))
        let attempt = bar.attempt
        let style = attempt.end == .takenOver ? "job takenover" : attempt.generation > 1 ? "job retry" : "job"
        let members = rows["\(attempt.sweep)/\(attempt.pack)/\(attempt.generation)"] ?? []
        return SVG.rectangle(
            left, bar.y, max(right - left, 1), Self.track - 2, style,
            rows: members.isEmpty ? nil : members.map(String.init).joined(separator: " "),
            title: "\(attempt.pack), attempt \(attempt.generation)" + (attempt.host.map { " on \(HTML.cut($0))" } ?? "")
        )
    }

    /// An attempt that left nothing stands where the next one of its pack began.
    private func lost(_ x: Scale, _ begin: Double, y: Double) -> String {
        let lost = drawn.filter { $0.end == .lost }
        guard !lost.isEmpty else { return "" }
        let marks = lost.map { attempt -> String in
            let next = attempts.first { other in
                other.sweep == attempt.sweep && other.pack == attempt.pack && other.generation > attempt.generation
                    && other.span != nil
            }
            let place = next?.span.map { x.place($0.lowerBound - begin) } ?? x.end
            return
                "<path class=\"lost\" d=\"\(SVG.cross(place, y, 4))\"><title>\(HTML.text("\(attempt.pack), attempt \(attempt.generation): lost"))</title></path>"
        }
        return SVG.text(78, y + 4, "lost", "tick", .end) + marks.joined()
    }

    private var rowsOfPacks: [String: [Int]] {
        var rows: [String: [Int]] = [:]
        for row in group.rows {
            for trial in row.row.trials {
                let outcome = trial.outcome
                let key = "\(outcome.sweep)/\(outcome.pack)/\(outcome.provenance.generation)"
                if rows[key]?.last != row.index { rows[key, default: []].append(row.index) }
            }
        }
        return rows
    }
}
