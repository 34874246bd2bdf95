/// A plot on the page: the drawing, how to read it, and its numbers as a table.
struct Figure {
    let id: String
    let title: String
    /// For those who can't see it: what it shows, and its main numbers.
    let description: String
    var width = 400.0
    var height = 280.0
    var attributes = ""
    let svg: String
    /// What the marks mean, and which of them were left out by which rule.
    var notes: [String] = []
    var legend: [Legend] = []
    var table: HTMLTable?
    var isWide = false

    enum Legend: String {
        case chosen = "recommended"
        case best = "best reported"
        case tied = "tied with the best"
        case other = "other"
        case failed = "failed"
    }

    var html: String {
        let place = "class=\"plot\(isWide ? " wide" : "")\" id=\"\(id)\""
        var html = "<figure \(place)><figcaption>\(HTML.text(title))</figcaption>"
        html += "<svg role=\"img\" viewBox=\"0 0 \(SVG.number(width)) \(SVG.number(height))\"\(attributes) "
        html += "aria-labelledby=\"\(id)-t \(id)-d\"><title id=\"\(id)-t\">\(HTML.text(title))</title>"
        html += "<desc id=\"\(id)-d\">\(HTML.text(description))</desc>\(svg)</svg>"
        if !legend.isEmpty { html += "<p class=\"legend\">" + legend.map(Self.key).joined(separator: " ") + "</p>" }
        for note in notes { html += "<p class=\"note\">\(HTML.text(note))</p>" }
        return html + (table?.html(caption: title) ?? "") + "</figure>"
    }

    private static func key(_ legend: Legend) -> String {
        let role: PageRow.Role =
            switch legend {
            case .chosen: .chosen
            case .best: .best
            case .tied: .tied
            case .other: .other
            case .failed: .failed
            }
        let mark = SVG.mark(8, 8, role, row: -1).replacing(" data-r=\"-1\"", with: "")
        return
            "<span><svg class=\"key\" viewBox=\"0 0 16 16\" aria-hidden=\"true\">\(mark)</svg>\(legend.rawValue)</span>"
    }

    /// Says why a plot isn't there.
    static func absent(_ id: String, _ title: String, _ reason: String) -> String {
        "<figure class=\"plot absent\" id=\"\(id)\"><figcaption>\(HTML.text(title))</figcaption><p>\(HTML.text(reason))</p></figure>"
    }
}
