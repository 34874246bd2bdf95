/// Two arms within one part of a test, compared with each other alone.
public struct EffectStratum: Sendable, Equatable {
    public let control: ArmSummary
    public let treatment: ArmSummary
    /// What one observation of this stratum tells, beside one of the plan: 1 where the arms have the planned shares,
    /// f(1 − f) over the planned f(1 − f) elsewhere.
    public let efficiency: Double

    /// `nil` for an efficiency not above 0 and finite.
    public init?(control: ArmSummary, treatment: ArmSummary, efficiency: Double = 1) {
        guard efficiency > 0, efficiency < .infinity else { return nil }
        self.control = control
        self.treatment = treatment
        self.efficiency = efficiency
    }

    /// n_A n_B/(n_A + n_B): the weight of Cochran, and of Mantel & Haenszel.
    var weight: Double {
        let (first, second) = (Double(control.count), Double(treatment.count))
        return first * second / (first + second)
    }
}

extension EffectEstimate {
    /// d = Σ w_k d_k and v = Σ w_k² v_k over strata, w_k = h_k/Σh with h_k = n_A n_B/(n_A + n_B).
    ///
    /// The weights don't look at outcomes, and the sum Σ h_k d_k gathers variance as Σ h_k grows: it walks like the sum of one stratum, so that
    /// sequences stay valid. `count` is in observations of the plan, Σ efficiency_k (n_A + n_B). `nil` for no strata.
    public init?(strata: [EffectStratum]) {
        let parts = strata.compactMap { stratum in
            EffectEstimate(control: stratum.control, treatment: stratum.treatment).map { (stratum, $0) }
        }
        let total = parts.reduce(0) { $0 + $1.0.weight }
        guard let first = parts.first, parts.count == strata.count, total > 0 else { return nil }
        if parts.count == 1, first.0.efficiency == 1 {
            self = first.1
            return
        }
        var (estimate, variance, freedom, count) = (0.0, 0.0, 0.0, 0.0)
        for (stratum, effect) in parts {
            let share = stratum.weight / total
            estimate += share * effect.estimate
            variance += share * share * effect.variance
            count += stratum.efficiency * Double(effect.count)
            let part = share * share * effect.variance
            if effect.degreesOfFreedom > 0 { freedom += part * part / effect.degreesOfFreedom }
        }
        guard estimate.isFinite, variance.isFinite, count < 9e15 else { return nil }
        self.init(
            estimate: estimate, variance: variance,
            degreesOfFreedom: freedom > 0 ? variance * variance / freedom : max(1, count - 2),
            count: Int(count.rounded()))
    }
}
