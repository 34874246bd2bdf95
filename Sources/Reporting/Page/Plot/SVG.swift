/// Elements of a drawing as text. Coordinates are written to a tenth of a pixel.
enum SVG {
    static func number(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e6 else { return "0" }
        let tenths = Int((value * 10).rounded())
        guard !tenths.isMultiple(of: 10) else { return String(tenths / 10) }
        let sign = tenths < 0 ? "-" : ""
        return sign + String(tenths.magnitude / 10) + "." + String(tenths.magnitude % 10)
    }

    static func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String) -> String {
        "<path class=\"\(style)\" d=\"M\(number(x1)) \(number(y1))L\(number(x2)) \(number(y2))\"/>"
    }

    static func rectangle(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ style: String, rows: String? = nil,
        title: String? = nil
    ) -> String {
        let begin = "<rect class=\"\(style)\" x=\"\(number(x))\" y=\"\(number(y))\" width=\"\(number(max(width, 0)))\" "
        let open = begin + "height=\"\(number(max(height, 0)))\"" + (rows.map { " data-r=\"\($0)\"" } ?? "")
        guard let title else { return open + "/>" }
        return open + "><title>\(HTML.text(title))</title></rect>"
    }

    enum Anchor: String {
        case start, middle, end
    }

    static func text(_ x: Double, _ y: Double, _ text: String, _ style: String = "", _ anchor: Anchor = .start)
        -> String
    {
        let at = "<text x=\"\(number(x))\" y=\"\(number(y))\""
        let side = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
        return at + side + (style.isEmpty ? "" : " class=\"\(style)\"") + ">\(HTML.text(text))</text>"
    }

    /// A row's mark: the shape tells its role without colour.
    static func mark(_ x: Double, _ y: Double, _ role: PageRow.Role, row: Int) -> String {
        switch role {
        case .chosen: path(diamond(x, y, 6), "m chosen", row)
        case .best: path(triangle(x, y, 5.5), "m best", row)
        case .tied: "<circle class=\"m tied\" cx=\"\(number(x))\" cy=\"\(number(y))\" r=\"4\" data-r=\"\(row)\"/>"
        case .other: "<circle class=\"m other\" cx=\"\(number(x))\" cy=\"\(number(y))\" r=\"3\" data-r=\"\(row)\"/>"
        case .failed: path(cross(x, y, 3), "m failed", row)
        }
    }

    static func path(_ data: String, _ style: String, _ row: Int) -> String {
        "<path class=\"\(style)\" d=\"\(data)\" data-r=\"\(row)\"/>"
    }

    static func diamond(_ x: Double, _ y: Double, _ size: Double) -> String {
        "M\(number(x)) \(number(y - size))L\(number(x + size)) \(number(y))L\(number(x)) \(number(y + size))L\(number(x - size)) \(number(y))Z"
    }

    static func triangle(_ x: Double, _ y: Double, _ size: Double) -> String {
        "M\(number(x)) \(number(y - size))L\(number(x + size)) \(number(y + size * 0.8))L\(number(x - size)) \(number(y + size * 0.8))Z"
    }

    static func cross(_ x: Double, _ y: Double, _ size: Double) -> String {
        "M\(number(x - size)) \(number(y - size))L\(number(x + size)) \(number(y + size))M\(number(x - size)) \(number(y + size))L\(number(x + size)) \(number(y - size))"
    }
}
