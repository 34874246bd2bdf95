internal import SweepModel

extension Plan {
    /// What this plan costs and takes with the prices of `table`.
    ///
    /// - Returns: `nil` for a plan that can't be launched.
    public func price(with table: PriceTable) -> PlanPrice? {
        guard let cut = PackCut(self), let packing else { return nil }
        let chosen = CutPrice(cut, self, table)
        let parts = chosen.parts
        let usd = Self.sum(parts)
        let worst = chosen.worstUSD
        let sizes = [cut] + packing.alternatives.map { cut.recut(size: $0.packSize) }
        var price = PlanPrice(
            sweep: sweep, region: table.region, pricesFrom: table.oldestDate, usd: usd, worstUSD: worst,
            seconds: chosen.seconds, parts: parts, unknown: parts.filter { $0.usd == nil }.map(\.name),
            packSizes: sizes.enumerated().map { place, cut in
                let price = CutPrice(cut, self, table)
                return PlanPrice.PackSize(
                    trials: cut.largestSize, packs: cut.packs, isChosen: place == 0, usd: Self.sum(price.parts),
                    seconds: price.seconds)
            },
            submission: PlanPrice.Submission(
                packs: cut.packs, perSecond: ServiceLimits.submitsPerSecond,
                seconds: chosen.submissionSeconds.milli),
            notCounted: PriceAssumptions.notCounted)
        price.budget = budget.map { PlanPrice.Budget(maxUSD: $0.maxUSD, usd: usd, worst: worst, price.unknown) }
        return price
    }

    private static func sum(_ parts: [PlanPrice.Part]) -> Range {
        parts.compactMap(\.usd).reduce(Range(least: 0, most: 0)) {
            Range(least: $0.least + $1.least, most: $0.most + $1.most)
        }
    }
}

extension CutPrice {
    /// One part a lane, then the services.
    var parts: [PlanPrice.Part] {
        (plan.lanes ?? []).map { PlanPrice.Part(name: "compute \($0.lane.rawValue)", usd: compute($0)?.range) }
            + (isReducedByJob ? [PlanPrice.Part(name: "reducer's job", usd: reduceJob?.range)] : []) + [
                PlanPrice.Part(name: "Step Functions", usd: transitions), PlanPrice.Part(name: "Lambda", usd: lambda),
                PlanPrice.Part(name: "S3 requests", usd: requests), PlanPrice.Part(name: "CloudWatch Logs", usd: logs),
            ]
    }

    /// Every attempt until its time limit, and the services at their most.
    var worstUSD: Double? {
        var usd = 0.0
        for lane in plan.lanes ?? [] {
            guard let compute = compute(lane) else { return nil }
            usd += compute.worst
        }
        if isReducedByJob {
            guard let reduceJob else { return nil }
            usd += reduceJob.worst
        }
        for part in [transitions, lambda, requests, logs] {
            guard let part else { return nil }
            usd += part.most
        }
        return usd
    }
}

extension PlanPrice.Budget {
    init(maxUSD: Double, usd: Plan.Range, worst: Double?, _ unknown: [String]) {
        self.maxUSD = maxUSD
        if usd.least > maxUSD {
            verdict = BudgetVerdict.refused("").name
            reason =
                "even the lowest price, \(usd.least.usd), passes budget.max_usd, \(maxUSD.usd): raise it, try fewer "
                + "trials, or choose a cheaper lane"
        } else if let worst, worst <= maxUSD {
            verdict = BudgetVerdict.fits.name
            reason = "even if every attempt ran until its time limit, \(worst.usd) would stay below \(maxUSD.usd)"
        } else {
            verdict = BudgetVerdict.gate.name
            let what =
                worst.map { "the worst case is \($0.usd)" }
                ?? "the price of \(unknown.joined(separator: ", ")) is unknown"
            reason = "\(what): a gate in front of each pack holds new packs back at \(maxUSD.usd)"
        }
    }
}
