import Foundation

/// Which parameters mattered for reaching the best trials.
///
/// PED-ANOVA of Watanabe, Bansal & Hutter (IJCAI 2023, arXiv 2304.10255): for each parameter the Pearson divergence
/// Σ p_region (p_target/p_region − 1)² between the densities of the target trials and of all trials in the region, times
/// (γ'/γ)², the share of the target squared. A parameter that only some trials have counts by
/// α²/β with α and β its shares of target and region (conditional form, arXiv 2601.20800). These are the
/// defaults of Optuna 5.0, with which the numbers agree.
///
/// It answers "what mattered for reaching the top", not "what explains the variance": never mix it with ``GridAnova``.
public struct PedAnova: Sendable, Equatable {
    /// One parameter and its value in each trial.
    public struct Parameter: Sendable, Equatable {
        public let domain: ParameterDomain
        /// [trial]; a choice is its index, `nil` where the trial does not have the parameter.
        public let values: [Double?]

        public init(domain: ParameterDomain, values: [Double?]) {
            self.domain = domain
            self.values = values
        }
    }

    /// The divergence of each parameter, in the order given; 0 where the region has fewer than 2 trials.
    public let raw: [Double]
    /// `raw` over its sum; equal parts where that is 0.
    public let normalized: [Double]
    /// Trials with a finite objective, in the region. Below about 40 the figures are unsteady.
    public let regionCount: Int
    /// Trials within the target quantile, ties included. Below 5 the figures are unsteady.
    public let targetCount: Int

    /// - Parameters:
    ///   - objective: [trial]; trials whose objective is not finite are left out.
    ///   - targetQuantile: the best share of trials that is to be explained, 0.1 where not given.
    ///   - regionQuantile: the best share they are compared with, 1 (all) where not given.
    public init(
        parameters: [Parameter], objective: [Double], direction: ObjectiveDirection, targetQuantile: Double = 0.1,
        regionQuantile: Double = 1
    ) throws(ImportanceError) {
        guard targetQuantile > 0, targetQuantile < regionQuantile, regionQuantile <= 1 else { throw .invalidQuantile }
        guard !parameters.isEmpty else { throw .empty }
        for (index, parameter) in parameters.enumerated() {
            try Self.check(parameter, index: index, count: objective.count)
        }
        let losses = direction == .minimize ? objective : objective.map { -$0 }
        let trials = losses.indices.filter { losses[$0].isFinite }
        let region = regionQuantile == 1 ? trials : Self.best(trials, losses, regionQuantile)
        let target = Self.best(trials, losses, targetQuantile)
        let raw =
            trials.count < 2
            ? parameters.map { _ in 0 } : parameters.map { Self.importance(of: $0, target: target, region: region) }
        let sum = raw.reduce(0, +)
        self.raw = raw
        normalized = raw.map { sum == 0 ? 1 / Double(raw.count) : $0 / sum }
        regionCount = region.count
        targetCount = target.count
    }

    private static func check(_ parameter: Parameter, index: Int, count: Int) throws(ImportanceError) {
        guard parameter.domain.isValid else { throw .invalidDomain(parameter: index) }
        guard parameter.values.count == count else {
            throw .lengthsDiffer(parameter: index, received: parameter.values.count, expected: count)
        }
        if let row = parameter.values.firstIndex(where: { $0.map { !parameter.domain.accepts($0) } ?? false }) {
            throw .invalidValue(parameter: index, row: row)
        }
    }

    /// The trials at or below the quantile's order statistic, ties included.
    private static func best(_ trials: [Int], _ losses: [Double], _ quantile: Double) -> [Int] {
        let sorted = trials.map { losses[$0] }.sorted()
        guard !sorted.isEmpty else { return [] }
        let cut = sorted[max(0, Int(ceil(quantile * Double(sorted.count))) - 1)]
        return trials.filter { losses[$0] <= cut }
    }

    private static func importance(of parameter: Parameter, target: [Int], region: [Int]) -> Double {
        let regionValues = region.compactMap { parameter.values[$0] }
        let targetValues = target.compactMap { parameter.values[$0] }
        guard regionValues.count >= 2, !targetValues.isEmpty, !parameter.domain.isSingle else { return 0 }
        let smallest = 1e-12
        let wanted = ParzenGrid(parameter.domain, targetValues).density.map { $0 + smallest }
        let all = ParzenGrid(parameter.domain, regionValues).density.map { $0 + smallest }
        let divergence = zip(wanted, all).reduce(0.0) { sum, pair in
            let excess = pair.0 / pair.1 - 1
            return sum + pair.1 * excess * excess
        }
        let alpha = Double(targetValues.count) / Double(target.count)
        let beta = Double(regionValues.count) / Double(region.count)
        let quantile = Double(target.count) / Double(region.count)
        return alpha * alpha / beta * divergence * quantile * quantile
    }
}
