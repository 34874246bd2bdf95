public import SweepModel

extension Plan {
    /// The open gate with which a sweep under a cap begins.
    ///
    /// A lane whose price is unknown is reckoned with nothing: the cap then holds the rest alone.
    ///
    /// - Returns: `nil` for a plan without a gate.
    public func control(with table: PriceTable, maxFailedPercent: Double) -> ControlDocument? {
        guard let budget, budget.isGated, let cut = PackCut(self), let map, let lanes else { return nil }
        let price = CutPrice(cut, self, table)
        let services = [price.transitions, price.lambda, price.requests, price.logs, price.reduceJob?.range]
            .compactMap { $0?.most }
        let costs = lanes.compactMap { lane -> (String, ControlDocument.LaneCost)? in
            guard let rate = price.dearestUSDPerHour(lane), let packUSD = price.packUSD(lane) else { return nil }
            return (lane.lane.rawValue, ControlDocument.LaneCost(usdPerSecond: rate / 3_600, packUSD: packUSD))
        }
        return ControlDocument(
            limits: ControlDocument.Limits(
                maxUSD: budget.maxUSD, maxFailedPercent: maxFailedPercent, trials: cut.trials, packs: cut.packs,
                width: map.width, servicesUSD: services.reduce(0, +), lanes: Dictionary(uniqueKeysWithValues: costs)))
    }
}
