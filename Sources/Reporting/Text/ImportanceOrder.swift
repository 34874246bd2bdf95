internal import Decisions

/// Parameters, the most important first.
struct ImportanceOrder {
    private let shares: [String: Double]

    /// By the first evaluator of an analysis.
    init(_ analysis: SweepAnalysis?) {
        var shares: [String: Double] = [:]
        for share in analysis?.importances.first?.shares ?? [] where share.parameters.count == 1 {
            shares[share.parameters[0]] = share.share
        }
        self.shares = shares
    }

    /// Whether anything is known.
    var isEmpty: Bool { shares.isEmpty }

    /// Parameters that the evaluator doesn't know come behind, by name.
    func sorted(_ names: [String]) -> [String] {
        names.sorted { (-(shares[$0] ?? -1), $0) < (-(shares[$1] ?? -1), $1) }
    }
}
