internal import JSON
internal import SweepModel

/// `budget`: what a sweep may use up.
enum BudgetSection {
    private static let keys = ["max_trials", "max_hours", "max_failed_percent", "max_usd"]

    static func read(_ root: Section, _ findings: inout Findings) -> Budget {
        guard let value = root["budget"],
            let section = Section(value, path: "budget", keys: keys, &findings)
        else { return Budget() }
        let usual = Budget()
        return Budget(
            maxTrials: section.wholeNumber("max_trials", in: 1...10_000_000, &findings) ?? usual.maxTrials,
            maxHours: section.number(
                "max_hours", in: 0.001...8_760, allowed: "hours between 0.001 and 8760", &findings),
            maxFailedPercent: section.number(
                "max_failed_percent", in: 0...100, allowed: "a percentage between 0 and 100", &findings)
                ?? usual.maxFailedPercent,
            maxUSD: section.number(
                "max_usd", in: 0.01...10_000_000, allowed: "US dollars between 0.01 and 10000000", &findings))
    }
}
