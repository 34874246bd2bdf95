internal import Foundation
internal import JSON
internal import ObjectStore
internal import ResultStore
internal import SweepModel

/// What a running sweep has used, from its leases and outcome objects.
struct UsageReading {
    let sweep: String
    let store: any ObjectStore
    let limits: ControlDocument.Limits

    /// Seconds of an attempt before its first trial and after its last: a host that starts for it alone.
    private static let frameSeconds = 300.0

    /// One attempt at a pack, from its first trial's start to its last one's end, in seconds since 1970.
    private struct Attempt {
        var lane: Lane
        var begin: Double
        var end: Double
    }

    func usage() throws -> ControlDocument.Usage {
        let leases = try leases()
        let (attempts, failed) = try outcomes()
        var packs: [String: Double] = [:]
        for (name, attempt) in attempts {
            let seconds = max(0, attempt.end - attempt.begin) + Self.frameSeconds
            packs[name.pack, default: 0] +=
                seconds * (limits.lanes[attempt.lane.rawValue]?.usdPerSecond ?? dearest.usdPerSecond)
        }
        // An attempt that left no record was lost with its host: it may have cost as much as a whole pack.
        let known = Dictionary(grouping: attempts.keys, by: \.pack).mapValues(\.count)
        for (pack, lease) in leases {
            let finished = lease.isReleased ? lease.generation : lease.generation - 1
            packs[pack, default: 0] += Double(max(0, finished - (known[pack] ?? 0))) * dearest.packUSD
        }
        let ended = leases.filter(\.value.isReleased).keys
        let inFlight = min(limits.width, max(0, limits.packs - ended.count))
        return ControlDocument.Usage(
            spentUSD: limits.servicesUSD + packs.values.reduce(0, +), packsInFlight: inFlight,
            inFlightUSD: Double(inFlight) * limits.packUSD(ended: ended.compactMap { packs[$0] }), failedTrials: failed)
    }

    /// The dearest lane's cost: which lane a pack in flight is on, the store doesn't say.
    private var dearest: ControlDocument.LaneCost {
        ControlDocument.LaneCost(
            usdPerSecond: limits.lanes.values.map(\.usdPerSecond).max() ?? 0,
            packUSD: limits.lanes.values.map(\.packUSD).max() ?? 0)
    }

    private func leases() throws -> [String: (generation: Int, isReleased: Bool)] {
        let prefix = StoreKey.leases(sweep)
        var leases: [String: (Int, Bool)] = [:]
        for key in try store.list(prefix: prefix) where key.hasSuffix(".json") {
            guard let bytes = try store.get(key)?.bytes, let lease = try? JSON(parsing: bytes) else { continue }
            let pack = String(key.dropFirst(prefix.count).dropLast(".json".count))
            leases[pack] = (lease["generation"]?.int ?? 1, lease["released"] == true)
        }
        return leases
    }

    private struct AttemptName: Hashable {
        let pack: String
        let generation: Int
    }

    /// Outcomes that an earlier sweep paid for, of generation 0, cost nothing.
    private func outcomes() throws -> ([AttemptName: Attempt], failed: Int) {
        var attempts: [AttemptName: Attempt] = [:]
        var failed = 0
        for key in try store.list(prefix: StoreKey.outcomes(sweep)) {
            guard let bytes = try store.get(key)?.bytes else { continue }
            for record in OutcomeObject(key: key, bytes: bytes, of: sweep).records {
                let outcome = record.outcome
                if outcome.status == .failed { failed += 1 }
                guard outcome.provenance.generation > 0 else { continue }
                let name = AttemptName(pack: outcome.pack, generation: outcome.provenance.generation)
                let (begin, end) = (outcome.cost.startedAt, outcome.cost.startedAt + outcome.cost.seconds)
                let known = attempts[name]
                attempts[name] = Attempt(
                    lane: outcome.provenance.lane, begin: min(begin, known?.begin ?? begin),
                    end: max(end, known?.end ?? end))
            }
        }
        return (attempts, failed)
    }
}
