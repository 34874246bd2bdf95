internal import SweepModel

/// What a pack of one lane costs an hour.
public struct LaneRate: Sendable, Equatable, Codable {
    /// US dollars an hour: hosts filled to the brim, Spot at its cheapest.
    public var leastUSD: Double
    /// US dollars an hour: a host for the pack alone, in the dearest family, Spot no cheaper than on demand.
    public var mostUSD: Double

    /// `nil` where the table has no price of it.
    init?(_ lane: Lane, vcpus: Double, memoryMiB: Int, gpus: Int, _ table: PriceTable) {
        let share = SpotShare.of(lane.isSpot, isFargate: lane.isFargate)
        let full: ClosedRange<Double>?
        if lane.isFargate {
            full = Self.task(vcpus: vcpus, memoryMiB: memoryMiB, table)
        } else {
            full = Self.hosts(lane, vcpus: vcpus, memoryMiB: memoryMiB, gpus: gpus, table)
        }
        guard let full else { return nil }
        leastUSD = full.lowerBound * share.least
        mostUSD = full.upperBound * share.most
    }

    /// The reducer as a job: it needs no GPU, whatever the host has.
    init?(reducerOn lane: Lane, memoryMiB: Int, _ table: PriceTable) {
        self.init(lane, vcpus: Double(ReduceJob.processors), memoryMiB: memoryMiB, gpus: 0, table)
    }

    private static func task(vcpus: Double, memoryMiB: Int, _ table: PriceTable) -> ClosedRange<Double>? {
        guard let processor = table[.fargateProcessor], let memory = table[.fargateMemory] else { return nil }
        let usd = vcpus * processor + Double(memoryMiB) / 1_024 * memory
        return usd...usd
    }

    /// Least: the smallest share of a host's price. Most: the dearest family's smallest host that holds the pack.
    private static func hosts(
        _ lane: Lane, vcpus: Double, memoryMiB: Int, gpus: Int, _ table: PriceTable
    ) -> ClosedRange<Double>? {
        var shared: [Double] = []
        var alone: [String: Double] = [:]
        for type in InstanceType.offered(hasGPU: lane.hasGPU) {
            guard let share = type.share(vcpus: vcpus, memoryMiB: memoryMiB, gpus: gpus),
                let usd = table[.instance(type.name)]
            else { continue }
            shared.append(usd * share)
            alone[type.family] = min(usd, alone[type.family] ?? usd)
        }
        guard let least = shared.min(), let most = alone.values.max() else { return nil }
        return least...max(least, most)
    }
}
