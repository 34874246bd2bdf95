internal import JSON
internal import SweepModel

/// `budget`: what a sweep may use up.
enum BudgetSection {
    private static let keys = ["max_trials", "max_hours", "max_failed_percent"]

    static func read(_ root: Section, _ findings: inout Findings) -> Budget {
        guard let value = root["budget"],
            let section = Section(value, path: "budget", keys: keys, others: ["max_usd"], &findings)
        else { return Budget() }
        if let place = section.keyPlace("max_usd") {
            findings.error(
                "budget.max_usd", "can't be kept: a sweep on this machine has no bill; use max_trials or max_hours",
                at: place)
        }
        let usual = Budget()
        return Budget(
            maxTrials: section.wholeNumber("max_trials", in: 1...10_000_000, &findings) ?? usual.maxTrials,
            maxHours: section.number(
                "max_hours", in: 0.001...8_760, allowed: "hours between 0.001 and 8760", &findings),
            maxFailedPercent: section.number(
                "max_failed_percent", in: 0...100, allowed: "a percentage between 0 and 100", &findings)
                ?? usual.maxFailedPercent)
    }
}
