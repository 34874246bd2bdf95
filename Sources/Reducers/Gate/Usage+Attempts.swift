internal import SweepModel

extension ControlDocument.Usage {
    /// Seconds of an attempt before its first trial and after its last: a host that starts for it alone.
    private static let frameSeconds = 300.0

    /// What a running sweep has used, at the highest price.
    init(_ records: AttemptRecords, _ limits: ControlDocument.Limits) {
        // Which lane a pack without a record is on, the store doesn't say.
        let dearest = limits.dearest
        var packs: [String: Double] = [:]
        for (name, span) in records.spans {
            let usdPerSecond = limits.lanes[span.lane.rawValue]?.usdPerSecond ?? dearest.usdPerSecond
            packs[name.pack, default: 0] += (span.seconds + Self.frameSeconds) * usdPerSecond
        }
        // An attempt that left no record may have cost as much as a whole pack.
        for (pack, lost) in records.lost { packs[pack, default: 0] += Double(lost) * dearest.packUSD }
        let ended = records.leases.filter(\.value.isReleased).keys
        let inFlight = min(limits.width, max(0, limits.packs - ended.count))
        self.init(
            spentUSD: limits.servicesUSD + packs.values.reduce(0, +), packsInFlight: inFlight,
            inFlightUSD: Double(inFlight) * limits.packUSD(ended: ended.compactMap { packs[$0] }),
            failedTrials: records.failedTrials)
    }
}

extension ControlDocument.Limits {
    /// The highest of each lane's costs.
    fileprivate var dearest: ControlDocument.LaneCost {
        ControlDocument.LaneCost(
            usdPerSecond: lanes.values.map(\.usdPerSecond).max() ?? 0, packUSD: lanes.values.map(\.packUSD).max() ?? 0)
    }
}
