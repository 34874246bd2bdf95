internal import SweepModel

/// A price as lines for a terminal of 100 columns, to stand behind a plan's own.
public struct PriceDescription: Sendable, Equatable {
    /// Without line breaks; at most 100 characters each.
    public let lines: [String]

    public init(_ price: PlanPrice) {
        var page = PlanPage()
        page.table("Price", Self.parts(price), after: Self.notes(price))
        page.table("Sizes", Self.sizes(price), after: [])
        page.section("Submit", [Self.submission(price.submission)])
        page.section("Wall time", ["\(Self.range(price.seconds)) on AWS, starts of hosts included"])
        if let budget = price.budget {
            page.section("Budget", ["\(Self.verdict(budget)): \(budget.reason)"])
        }
        page.section("Left out", [price.notCounted.joined(separator: ", ")])
        lines = page.lines
    }

    /// The lines, each with a line break.
    public var text: String { lines.map { $0 + "\n" }.joined() }

    private static func parts(_ price: PlanPrice) -> [[String]] {
        price.parts.map { [$0.name, $0.usd?.usdText ?? "unknown"] } + [["together", sum(price, price.usd)]]
    }

    private static func notes(_ price: PlanPrice) -> [String] {
        var notes = [
            "prices of \(price.region)"
                + (price.pricesFrom.map { ", the oldest from \($0)" } ?? ", of which none is known")
        ]
        if !price.unknown.isEmpty {
            notes.append(
                "unknown: \(price.unknown.joined(separator: ", ")); the sum is of the rest. "
                    + "`stepsweep prices update --region \(price.region)` asks AWS")
        }
        if let worst = price.worstUSD { notes.append("at worst, every attempt until its time limit: \(worst.usd)") }
        return notes
    }

    private static func sizes(_ price: PlanPrice) -> [[String]] {
        [["packs.size", "packs", "costs", "takes"]]
            + price.packSizes.map { size in
                [
                    size.trials.grouped, size.packs.grouped, sum(price, size.usd),
                    range(size.seconds) + (size.isChosen ? ", chosen" : ""),
                ]
            }
    }

    private static func submission(_ submission: PlanPrice.Submission) -> String {
        "\(submission.packs.grouped) \(submission.packs == 1 ? "pack" : "packs") in \(submission.seconds.duration) or more, "
            + "at \(submission.perSecond.twoDigits) submissions a second of the whole account"
    }

    private static func verdict(_ budget: PlanPrice.Budget) -> String {
        switch budget.verdict {
        case "fits": "fits"
        case "refused": "refused"
        default: "gated"
        }
    }

    /// A sum of nothing known is no price.
    private static func sum(_ price: PlanPrice, _ usd: Plan.Range) -> String {
        price.unknown.count == price.parts.count ? "unknown" : usd.usdText
    }

    private static func range(_ range: Plan.Range) -> String { "\(range.least.duration) to \(range.most.duration)" }
}
