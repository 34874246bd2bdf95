/// The axes of a drawing, and the room inside them.
struct Frame {
    let x: Scale
    let y: Scale
    let xTitle: String
    let yTitle: String

    /// The room of a usual plot inside its drawing.
    struct Room {
        var left = 56.0
        var right = 8.0
        var top = 24.0
        var bottom = 44.0
        var width = 400.0
        var height = 280.0

        var xEnds: (Double, Double) { (left, width - right) }
        /// Upwards.
        var yEnds: (Double, Double) { (height - bottom, top) }
    }

    /// Grid lines, labels and titles.
    func svg(xTicks: Int = 5, yTicks: Int = 5) -> String {
        let (left, right) = (x.start, x.end)
        let (bottom, top) = (max(y.start, y.end), min(y.start, y.end))
        var svg = ""
        for tick in y.ticks(yTicks) {
            svg += SVG.line(left, tick.place, right, tick.place, "grid")
            svg += SVG.text(left - 6, tick.place + 4, tick.label, "tick", .end)
        }
        for tick in Self.spaced(x.ticks(xTicks), in: 0...(right + 8)) {
            svg += SVG.line(tick.place, bottom, tick.place, bottom + 4, "axis")
            svg += SVG.text(tick.place, bottom + 17, tick.label, "tick", .middle)
        }
        svg += SVG.line(left, bottom, right, bottom, "axis")
        svg += SVG.text((left + right) / 2, bottom + 36, HTML.cut(xTitle, to: 42), "title", .middle)
        return svg + SVG.text(4, top - 10, HTML.cut(yTitle, to: 50), "title")
    }

    var attributes: String { x.attribute("x") + y.attribute("y") }

    /// Labels that would touch the one before, or leave the drawing, are left out.
    static func spaced(_ ticks: [Scale.Tick], in room: ClosedRange<Double> = 0...400) -> [Scale.Tick] {
        var kept: [Scale.Tick] = []
        var free = room.lowerBound
        for tick in ticks.sorted(by: { $0.place < $1.place }) {
            let half = Double(DisplayWidth.of(tick.label)) * 3.4 + 1
            guard tick.place - half >= free, tick.place + half <= room.upperBound else { continue }
            kept.append(tick)
            free = tick.place + half + 4
        }
        return kept
    }
}
