/// Adds units up, one after the other, as what changes from cut to cut.
struct SeriesBuilder {
    let measure: UnitMeasure
    let cuts: [Double]
    let valueOrigin: Double
    let covariateOrigin: Double
    /// The unit whose outcomes are awaited.
    private(set) var unit: String?
    private var place = PhaseArm(phase: 0, arm: "")
    private var exposedAt = 0.0
    private var covariate: Double?
    private var end = Double.infinity
    private var outcomes: [(at: Double, value: Double)] = []
    private var changes: [PhaseArm: [Change]] = [:]

    /// What is added from one cut to the next. Units for which nothing came yet are kept apart: they have 0 without rounding.
    private struct Change {
        /// Of all units: how many, and their covariates.
        var all = UnitSums()
        /// Of those for which something came.
        var spoken = UnitSums()
    }

    init(measure: UnitMeasure, cuts: [Double], valueOrigin: Double, covariateOrigin: Double) {
        self.measure = measure
        self.cuts = cuts
        self.valueOrigin = valueOrigin
        self.covariateOrigin = covariateOrigin
    }

    /// - Parameter end: outcomes from then on don't count.
    mutating func begin(_ unit: String, _ place: PhaseArm, at seconds: Double, covariate: Double?, until end: Double) {
        flush()
        self.unit = unit
        self.place = place
        exposedAt = seconds
        self.covariate = covariate
        self.end = end
    }

    mutating func add(_ value: Double, at seconds: Double) {
        guard seconds < end, measure == .mean || value > 0 else { return }
        if measure == .proportion, let known = outcomes.first {
            if seconds < known.at { outcomes[0].at = seconds }
            return
        }
        outcomes.append((seconds, measure == .mean ? value : 1))
    }

    mutating func finished() -> UnitSeries {
        flush()
        let sums = changes.mapValues { changes in
            var total = Change()
            return changes.map { change in
                total.all += change.all
                total.spoken += change.spoken
                return total.all.joined(by: total.spoken, origin: valueOrigin)
            }
        }
        return UnitSeries(cuts: cuts, valueOrigin: valueOrigin, covariateOrigin: covariateOrigin, sums: sums)
    }

    private mutating func flush() {
        // Whoever still served the phase when it had ended tells nothing of it: no outcome would count.
        guard unit != nil, exposedAt < end, let first = cut(at: exposedAt) else { return }
        let empty = [Change](repeating: Change(), count: cuts.count)
        let x = covariate.map { $0 - covariateOrigin }
        changes[place, default: empty][first].all.enter(x)
        if outcomes.count > 1 { outcomes.sort { $0.at < $1.at } }
        var value: Double?
        for outcome in outcomes {
            guard let later = cut(at: outcome.at) else { break }
            let old = value
            value = (old ?? 0) + outcome.value
            changes[place, default: empty][later].spoken.change(
                old.map { $0 - valueOrigin }, to: (value ?? 0) - valueOrigin, x)
        }
        outcomes.removeAll(keepingCapacity: true)
    }

    /// The first cut at which a moment is past; `nil` behind the last one.
    private func cut(at seconds: Double) -> Int? {
        var (low, high) = (0, cuts.count)
        while low < high {
            let middle = (low + high) / 2
            if cuts[middle] < seconds { low = middle + 1 } else { high = middle }
        }
        return low < cuts.count ? low : nil
    }
}

extension UnitSums {
    fileprivate mutating func enter(_ x: Double?) {
        count += 1
        guard let x else { return }
        covered += 1
        covariates += x
        covariateSquares += x * x
    }

    /// - Parameter old: `nil` for a unit's first outcome.
    fileprivate mutating func change(_ old: Double?, to new: Double, _ x: Double?) {
        let before = old ?? 0
        values += new - before
        squares += (new - before) * (new + before)
        if old == nil { count += 1 }
        guard let x else { return }
        products += x * (new - before)
        coveredValues += new - before
        if old == nil {
            covered += 1
            covariates += x
        }
    }

    /// All units, with the values of those for which something came; the others have 0.
    fileprivate func joined(by spoken: UnitSums, origin: Double) -> UnitSums {
        var sums = self
        let silent = Double(count - spoken.count)
        sums.values = spoken.values - origin * silent
        sums.squares = spoken.squares + origin * origin * silent
        sums.products = spoken.products - origin * (covariates - spoken.covariates)
        sums.coveredValues = spoken.coveredValues - origin * Double(covered - spoken.covered)
        return sums
    }
}
