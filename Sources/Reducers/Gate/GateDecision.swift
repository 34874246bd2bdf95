public import SweepModel

/// Whether more packs of a sweep may start: a plain function of what was used and what is allowed.
public struct GateDecision: Sendable, Equatable {
    public let isOpen: Bool
    /// One sentence for a person.
    public let reason: String

    /// Closed when what was spent and what the packs in flight may still cost pass the cap, or when more trials failed
    /// than the sweep allows.
    ///
    /// - Parameter forgiven: failed trials that don't count, since somebody resumed the sweep in spite of them.
    public init(_ limits: ControlDocument.Limits, _ usage: ControlDocument.Usage, forgiven: Int = 0) {
        let reckoned = usage.spentUSD + usage.inFlightUSD
        let counted = max(0, usage.failedTrials - forgiven)
        let failed = limits.trials == 0 ? 0 : 100 * Double(counted) / Double(limits.trials)
        if reckoned > limits.maxUSD {
            isOpen = false
            reason =
                "\(Self.usd(usage.spentUSD)) are spent and the \(usage.packsInFlight) packs in flight may cost "
                + "\(Self.usd(usage.inFlightUSD)): together more than budget.max_usd, \(Self.usd(limits.maxUSD))"
        } else if failed > limits.maxFailedPercent {
            isOpen = false
            reason =
                "\(counted) of \(limits.trials) trials failed: more than the \(limits.maxFailedPercent) % that "
                + "budget.max_failed_percent allows"
        } else {
            isOpen = true
            reason = "\(Self.usd(reckoned)) of \(Self.usd(limits.maxUSD)) are spent or in flight"
        }
    }

    private static func usd(_ amount: Double) -> String {
        let cents = Int((min(max(0, amount), 1e13) * 100).rounded())
        let rest = String(cents % 100)
        return "$\(cents / 100)." + (rest.count < 2 ? "0" : "") + rest
    }
}

extension ControlDocument {
    /// This document after one more look. A closed gate stays closed: packs that it turned away don't come back, and `resume`
    /// begins with an open one.
    public func judged(by usage: Usage) -> ControlDocument {
        var next = self
        next.usage = usage
        guard open else { return next }
        let decision = GateDecision(limits, usage, forgiven: forgivenTrials ?? 0)
        next.open = decision.isOpen
        next.reason = decision.reason
        return next
    }
}

extension ControlDocument.Limits {
    /// US dollars that a pack in flight is reckoned with: the plan's estimate in the dearest lane; once as many packs ended as
    /// are in flight at once, twice the dearest of them.
    ///
    /// - Parameter ended: US dollars of each pack that ended.
    public func packUSD(ended: [Double]) -> Double {
        guard ended.count >= width, let dearest = ended.max() else { return lanes.values.map(\.packUSD).max() ?? 0 }
        return 2 * dearest
    }
}
