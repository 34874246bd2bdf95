internal import Decisions

/// How much each parameter matters: a drawing for each evaluator, as shares of two of them can't be compared.
struct ImportancePlot {
    private static let most = 16
    private let group: PageGroup

    init(_ group: PageGroup) { self.group = group }

    var html: String {
        let importances = (group.analysis?.importances ?? []).filter { !$0.shares.isEmpty }
        guard !importances.isEmpty else {
            return Figure.absent(
                group.name("importance"), "Importance",
                "Not evaluated: it takes at least two scored trials and a parameter that varies.")
        }
        return importances.enumerated().map { place, importance in
            figure(importance, id: group.name("importance") + (place == 0 ? "" : "-\(importance.evaluator.rawValue)"))
        }.joined()
    }

    private func figure(_ importance: ParameterImportance, id: String) -> String {
        let shares = Array(importance.sharesAndResidual.prefix(Self.most))
        let x = Scale(kind: .linear(0...1), start: 140, end: 338)
        let bottom = 12 + Double(shares.count) * 26
        var svg = ""
        for tick in x.ticks(5) {
            svg += SVG.line(tick.place, 8, tick.place, bottom, "grid")
            svg += SVG.text(tick.place, bottom + 17, tick.label, "tick", .middle)
        }
        for (place, share) in shares.enumerated() {
            let y = 12 + Double(place) * 26
            svg += SVG.text(132, y + 16, HTML.cut(Self.name(share), to: 19), "tick", .end)
            svg += SVG.rectangle(
                140, y + 4, x.place(share.share) - 140, 16, share.parameters.count > 1 ? "bar pair" : "bar")
            svg += SVG.text(x.place(share.share) + 5, y + 16, PageText.percent(share.share), "value")
        }
        svg += SVG.line(140, bottom, 338, bottom, "axis")
        let left = importance.sharesAndResidual.count - shares.count
        let more = left > 0 ? ["The largest \(shares.count) are drawn, \(left) smaller ones are in the table."] : []
        return Figure(
            id: id, title: "Importance by \(Self.words(importance.evaluator))",
            description:
                "Shares from \(PageText.count(importance.count, "point")): "
                + shares.prefix(5).map { "\(HTML.cut(Self.name($0))) \(PageText.percent($0.share))" }.joined(
                    separator: ", ") + ".",
            height: bottom + 26, attributes: x.attribute("x"), svg: svg,
            notes: ["\(PageText.count(importance.count, "point")). \(Self.meaning(importance.evaluator))"]
                + [importance.residual.map(Self.rest), importance.warning].compactMap { $0.map(PageText.sentence) }
                + more,
            table: HTMLTable(
                ["parameters", "share"], numbers: [1],
                rows: importance.sharesAndResidual.map { [Self.name($0), PageText.percent($0.share)] })
        ).html
    }

    private static func rest(_ residual: Double) -> String {
        "Single parameters and pairs leave \(PageText.percent(residual)) unexplained"
    }

    private static func name(_ share: ParameterImportance.Share) -> String {
        share.parameters.joined(separator: " × ")
    }

    private static func words(_ evaluator: ParameterImportance.Evaluator) -> String {
        switch evaluator {
        case .pedANOVA: "PED-ANOVA"
        case .functionalANOVA: "functional ANOVA"
        }
    }

    private static func meaning(_ evaluator: ParameterImportance.Evaluator) -> String {
        switch evaluator {
        case .pedANOVA: "What mattered for reaching the best tenth."
        case .functionalANOVA: "What explains the variance over the full grid; × is an interaction of two."
        }
    }
}
