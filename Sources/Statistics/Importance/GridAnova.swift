import Foundation

/// How much of the variance over a full grid each parameter, and each combination of parameters, explains: exactly.
///
/// Functional ANOVA on a balanced grid (Fisher 1925; Hutter, Hoos & Leyton-Brown, ICML 2014, for the reading): the effect of a set U
/// of factors in a cell is Σ_{V⊆U} (−1)^{|U|−|V|} mean_V, its sum of squares goes over the total. All fractions and the
/// residual (repeats within a cell, and effects above the order asked for) sum to 1.
public struct GridAnova: Sendable, Equatable {
    public struct Effect: Sendable, Equatable {
        /// Indices of factors, ascending: one for a main effect, two for an interaction of two.
        public let factors: [Int]
        /// The share of the total sum of squares, from 0 to 1.
        public let fraction: Double
    }

    /// Main effects first, then interactions of two and so on, each in lexicographic order.
    public let effects: [Effect]
    /// What the effects leave: spread within cells, and interactions of more factors than asked for.
    public let residualFraction: Double
    /// Σ (value − mean)², in the squared unit of the values.
    public let totalSumOfSquares: Double
    /// Rows in each cell.
    public let repeats: Int

    /// - Parameters:
    ///   - levels: [row × factor], the index from 0 of the factor's level; the levels are 0 to the largest index that occurs.
    ///   - values: [row].
    ///   - order: the most factors of an interaction, 2 where not given; every set of factors where it is their number.
    public init(levels: [[Int]], values: [Double], order: Int = 2) throws(ImportanceError) {
        let grid = try BalancedGrid(levels: levels, values: values)
        let total = grid.deviations.reduce(0) { $0 + $1 * $1 }
        guard total > 0 else { throw .constantObjective }
        let sets = FactorSets(count: grid.sizes.count, order: min(max(order, 0), grid.sizes.count))
        var components: [BalancedGrid.Component] = []
        var effects: [Effect] = []
        for factors in sets.all {
            let component = grid.component(of: factors, less: components)
            components.append(component)
            let rows = Double(grid.deviations.count / component.values.count)
            let squares = component.values.reduce(0) { $0 + $1 * $1 } * rows
            effects.append(Effect(factors: factors, fraction: min(1, squares / total)))
        }
        self.effects = effects
        residualFraction = max(0, 1 - effects.reduce(0) { $0 + $1.fraction })
        totalSumOfSquares = total
        repeats = grid.repeats
    }
}
