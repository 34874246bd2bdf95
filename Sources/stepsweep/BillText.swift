import JSON
import Reporting
import SweepCompiler
import SweepEngines
import SweepModel

extension SweepBill {
    /// What was used, a line a lane, and what it costs; nothing for a sweep without a container.
    var lines: [String] {
        guard attempts + attemptsOfUnknownLength > 0 else { return [] }
        return ["  used \(Self.amount(attempts, seconds, lostAttempts, lostSeconds))"]
            + (lanes.count > 1 ? lanes.map(Self.line) : []) + doubts + price
    }

    private static func line(_ use: LaneUse) -> String {
        "    \(use.lane.rawValue)  \(amount(use.attempts, use.seconds, use.lostAttempts, use.lostSeconds))"
            + (use.usd.map { ", \($0.usdText)" } ?? "")
    }

    private static func amount(_ attempts: Int, _ seconds: Double, _ lost: Int, _ lostSeconds: Double) -> String {
        let all =
            "\(NumberText.duration(seconds: seconds)) of containers in \(attempts) attempt\(attempts == 1 ? "" : "s")"
        return lost == 0 ? all : all + ", \(lost) of them lost (\(NumberText.duration(seconds: lostSeconds)))"
    }

    private var doubts: [String] {
        var doubts: [String] = []
        if attemptsFromRecords > 0 {
            let of = attemptsFromRecords == 1 ? "attempt is" : "attempts are"
            doubts.append("  \(attemptsFromRecords) \(of) known from the first trial to the last alone")
        }
        if attemptsOfUnknownLength > 0 {
            let were = attemptsOfUnknownLength == 1 ? "was" : "were"
            doubts.append("  \(attemptsOfUnknownLength) more \(were) lost, for how long nobody knows")
        }
        return doubts
    }

    private var price: [String] {
        guard let usd else {
            return ["  costs unknown: `stepsweep prices update --region \(region)` asks AWS for its prices"]
        }
        let date = pricesFrom.map { ", the oldest from \($0)" } ?? ""
        let unknown = lanesWithoutPrice.map(\.rawValue)
        return ["  costs \(usd.usdText) for these, by prices of \(region)\(date)"]
            + (unknown.isEmpty ? [] : ["  no price is known of \(unknown.joined(separator: ", "))"])
            + ["  not counted: \(Self.notCounted.joined(separator: ", "))"]
    }

    var json: JSON {
        [
            "attempts": .integer(attempts), "seconds": .number(seconds), "lostAttempts": .integer(lostAttempts),
            "lostSeconds": .number(lostSeconds), "attemptsFromRecords": .integer(attemptsFromRecords),
            "attemptsOfUnknownLength": .integer(attemptsOfUnknownLength), "usd": Self.range(usd?.least, usd?.most),
            "region": .string(region), "pricesFrom": pricesFrom.map(JSON.string) ?? .null,
            "notCounted": .array(Self.notCounted.map(JSON.string)),
            "lanes": .array(
                lanes.map { use in
                    [
                        "lane": .string(use.lane.rawValue), "attempts": .integer(use.attempts),
                        "seconds": .number(use.seconds), "lostAttempts": .integer(use.lostAttempts),
                        "lostSeconds": .number(use.lostSeconds), "usd": Self.range(use.usd?.least, use.usd?.most),
                    ]
                }),
        ]
    }

    private static func range(_ least: Double?, _ most: Double?) -> JSON {
        guard let least, let most else { return .null }
        return ["least": .number(least), "most": .number(most)]
    }
}
