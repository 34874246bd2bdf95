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
    private var changes: [PhaseArm: [UnitSums]] = [:]

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
            var total = UnitSums()
            return changes.map { change in
                total += change
                return total
            }
        }
        return UnitSeries(cuts: cuts, valueOrigin: valueOrigin, covariateOrigin: covariateOrigin, sums: sums)
    }

    private mutating func flush() {
        guard unit != nil, let first = cut(at: exposedAt) else { return }
        let empty = { [cuts] in [UnitSums](repeating: UnitSums(), count: cuts.count) }
        let x = covariate.map { $0 - covariateOrigin }
        var y = -valueOrigin
        changes[place, default: empty()][first].enter(y, x)
        if outcomes.count > 1 { outcomes.sort { $0.at < $1.at } }
        for outcome in outcomes {
            guard let later = cut(at: outcome.at) else { break }
            changes[place, default: empty()][later].change(y, to: y + outcome.value, x)
            y += outcome.value
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
    fileprivate mutating func enter(_ y: Double, _ x: Double?) {
        count += 1
        values += y
        squares += y * y
        guard let x else { return }
        covered += 1
        covariates += x
        covariateSquares += x * x
        products += x * y
        coveredValues += y
    }

    fileprivate mutating func change(_ old: Double, to new: Double, _ x: Double?) {
        values += new - old
        squares += (new - old) * (new + old)
        guard let x else { return }
        products += x * (new - old)
        coveredValues += new - old
    }
}
