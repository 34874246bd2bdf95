internal import JSON

/// The document around a page's content: policy, style, data and scripts.
struct PageShell {
    let title: String
    /// Rules of this page alone, behind those of every page.
    let style: String
    let isLive: Bool
    let header: String
    let main: String
    let data: JSON?

    /// Nothing may be loaded; a live page may ask the server that it came from.
    static func policy(isLive: Bool) -> String {
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; "
            + (isLive ? "connect-src 'self'; " : "") + "base-uri 'none'; form-action 'none'"
    }

    var html: String {
        var html = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
        html += "<meta http-equiv=\"Content-Security-Policy\" content=\"\(Self.policy(isLive: isLive))\">"
        html +=
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">"
        // An icon of its own keeps a browser from asking for one.
        html += "<link rel=\"icon\" href=\"data:,\"><title>\(HTML.text(title)) · StepSweep</title>"
        html += "<style>\(PageStyle.base)\(style)</style></head>\n<body>"
        if data != nil { html += "<a class=\"skip\" href=\"#trials\">To the table of trials</a>" }
        html += "\(header)\n<main>\(main)</main>\n<footer>Made by StepSweep.</footer>"
        if let data { html += "\n<script type=\"application/json\" id=\"data\">\(HTML.script(data))</script>" }
        if data != nil { html += "\n<script>\(PageScript.table)\(PageScript.links)</script>" }
        if isLive { html += "\n<script>\(PageScript.live)</script>" }
        return html + "</body></html>\n"
    }
}
