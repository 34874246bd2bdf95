/// Whether a sweep may start under its `budget.max_usd`.
public enum BudgetVerdict: Sendable, Equatable {
    /// The file has no `max_usd`.
    case noCap
    /// Even if every attempt ran until its time limit, the cap would hold: nothing needs to be watched.
    case fits
    /// The worst case passes the cap or is unknown: a gate stands in front of each pack.
    case gate
    /// Even the lowest price passes the cap.
    case refused(String)

    /// `no-cap`, `fits`, `gate` or `refused`.
    public var name: String {
        switch self {
        case .noCap: "no-cap"
        case .fits: "fits"
        case .gate: "gate"
        case .refused: "refused"
        }
    }
}
