/// How much each parameter matters, by one named evaluator.
public struct ParameterImportance: Sendable, Equatable {
    public enum Evaluator: String, Sendable {
        /// What mattered for reaching the best tenth (Watanabe, Bansal and Hutter 2023), as Optuna 5 reckons it.
        case pedANOVA = "ped-anova"
        /// What explains the variance over a full grid, pairs of parameters included: exact sums of squares.
        case functionalANOVA = "functional-anova"
    }

    public struct Share: Sendable, Equatable {
        /// One parameter, or the two of an interaction, by dotted names.
        public let parameters: [String]
        /// From 0 to 1; those of one evaluator and its residual add up to 1.
        public let share: Double
    }

    public let evaluator: Evaluator
    /// Points that it rests on.
    public let count: Int
    /// The largest first.
    public let shares: [Share]
    /// What single parameters and pairs leave unexplained; `nil` where the evaluator knows no such thing.
    public let residual: Double?
    /// What makes it weak, in a sentence.
    public let warning: String?

    /// With what is left unexplained as a share of no parameter, the largest first.
    public var sharesAndResidual: [Share] {
        guard let residual, residual > 0 else { return shares }
        let larger = shares.prefix { $0.share >= residual }
        return larger + [Share(parameters: [], share: residual)] + shares.dropFirst(larger.count)
    }
}
