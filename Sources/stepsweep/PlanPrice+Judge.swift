import SweepCompiler

extension PlanPrice {
    /// Holds a launch on AWS against its cap, and warns where some price is unknown.
    ///
    /// - Parameter name: the sweep file, or the sweep, as messages call it.
    /// - Throws: `CommandFailure` for a sweep that can't fit.
    func judge(naming name: String) throws {
        switch verdict {
        case .refused(let reason): throw CommandFailure("error: \(name): budget.max_usd: \(reason)", .refused)
        case .gate:
            guard !unknown.isEmpty else { return }
            Terminal.say(
                "warning: budget.max_usd: no price of \(unknown.joined(separator: ", ")) in \(region) is known, and what "
                    + "has no price doesn't count: `stepsweep prices update --region \(region)` asks AWS")
        case .fits, .noCap: break
        }
    }
}
