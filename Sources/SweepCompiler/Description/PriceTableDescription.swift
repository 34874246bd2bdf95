internal import SweepModel

/// A price table as lines for a terminal: each price with its source and date, each unknown one named.
public struct PriceTableDescription: Sendable, Equatable {
    /// Without line breaks; at most 100 characters each, but for the sources' addresses.
    public let lines: [String]

    public init(_ table: PriceTable) {
        var page = PlanPage()
        page.title("\(table.region): \(table.prices.count) prices in US dollars, \(table.unknown.count) unknown")
        let sources = Self.sources(table)
        page.table(
            "Prices",
            [["item", "US dollars", "for a", "from", "source"]]
                + table.prices.map { price in
                    let number = (sources.firstIndex(of: price.source) ?? 0) + 1
                    return [price.item, Self.amount(price.usd), price.unit, price.date, "[\(number)]"]
                }, after: [])
        if !table.unknown.isEmpty {
            page.section("Unknown", [table.unknown.map(\.description).joined(separator: ", ")])
        }
        page.section("Spot", [Self.spot("hosts", .hosts), Self.spot("Fargate", .fargate)])
        // An address that is cut can't be followed, so these lines may be longer.
        lines = page.lines + ["Sources"] + sources.enumerated().map { "[\($0 + 1)] \($1)" }
    }

    /// The lines, each with a line break.
    public var text: String { lines.map { $0 + "\n" }.joined() }

    private static func sources(_ table: PriceTable) -> [String] {
        var known: [String] = []
        for price in table.prices where !known.contains(price.source) { known.append(price.source) }
        return known
    }

    private static func spot(_ name: String, _ share: SpotShare) -> String {
        "\(name): \(Int(share.least * 100)) to \(Int(share.most * 100)) % of the price without Spot; \(share.source)"
    }

    /// Without an exponent, however small.
    private static func amount(_ usd: Double) -> String {
        guard usd < 0.001, usd > 0 else { return "\(usd)" }
        let digits = String(Int((usd * 1e12).rounded()))
        let text = "0." + String(repeating: "0", count: max(0, 12 - digits.count)) + digits
        return String(text.reversed().drop { $0 == "0" }.reversed())
    }
}
