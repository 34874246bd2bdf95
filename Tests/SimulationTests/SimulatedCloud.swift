import Foundation
import JSON
import Reducers
import StatesInterpreter
import SweepCompiler
import SweepModel
import Synchronization

/// Does what AWS does for a sweep's machine, in virtual time and with a bill.
final class SimulatedCloud: TaskRunner {
    /// What the run used so far.
    struct Ledger: Sendable {
        /// US dollars of compute by pack.
        var compute: [String: Double] = [:]
        /// Seconds of ended attempts by pack, which the reducer knows.
        var seconds: [String: Double] = [:]
        var running: Set<String> = []
        var ended: Set<String> = []
        var lostHosts = 0
        var control: ControlDocument?
        /// When the gate closed: US dollars spent by then, and the packs in flight.
        var closed: (spent: Double, packs: Set<String>)?
        var skipped = 0

        var computeUSD: Double { compute.values.reduce(0, +) }
    }

    let time: VirtualTime
    let market: Market
    private let rates: (spot: LaneRate, onDemand: LaneRate)
    /// Seconds of one core, as the plan estimates them.
    private let packSeconds: Double
    private let seed: UInt64
    private let ledger: Mutex<Ledger>

    init(
        time: VirtualTime, market: Market, rates: (spot: LaneRate, onDemand: LaneRate), packSeconds: Double,
        seed: UInt64,
        control: ControlDocument?
    ) {
        self.time = time
        self.market = market
        self.rates = rates
        self.packSeconds = packSeconds
        self.seed = seed
        ledger = Mutex(Ledger(control: control))
    }

    var account: Ledger { ledger.withLock { $0 } }

    func run(_ request: TaskRequest) async throws(TaskFailure) -> JSON {
        switch request.resource {
        case "arn:aws:states:::batch:submitJob.sync": return try await job(request)
        case "arn:aws:states:::aws-sdk:s3:getObject": return try control()
        default: return ["StatusCode": 200, "Payload": ["enough": true, "reason": "simulated"]]
        }
    }

    private func control() throws(TaskFailure) -> JSON {
        guard let control = account.control, let json = try? JSON(encoding: control) else {
            throw TaskFailure(error: "S3.NoSuchKeyException", cause: "there is no control.json")
        }
        if !control.open { ledger.withLock { $0.skipped += 1 } }
        return ["Body": .string(json.text())]
    }

    /// Batch: attempts until the pack is done, each on a host that Spot may take; progress is kept from one to the next.
    private func job(_ request: TaskRequest) async throws(TaskFailure) -> JSON {
        let environment = request.parameters["ContainerOverrides"]?["Environment"]?.array ?? []
        let pack = environment.first { $0["Name"] == "STEPSWEEP_PACK" }?["Value"]?.string ?? ""
        let isSpot = request.parameters["JobQueue"] == "spot"
        let attempts = request.parameters["RetryStrategy"]?["Attempts"]?.int ?? 1
        var chance = Chance(seed: seed &* 1_000_003 &+ UInt64(bitPattern: Int64(pack.hashedStably + (isSpot ? 0 : 1))))
        ledger.withLock { _ = $0.running.insert(pack) }
        defer { ledger.withLock { _ = $0.running.remove(pack) } }
        var left = packSeconds * market.speed * exp(0.1 * chance.normal())
        do {
            for _ in 0..<attempts {
                let life = isSpot ? chance.exponential(market.meanLife) : .infinity
                let begun = 2 + 13 * chance.uniform()
                try await hold(pack, isSpot: isSpot, seconds: begun + min(left, life))
                if left <= life {
                    ledger.withLock { _ = $0.ended.insert(pack) }
                    return ["JobId": "j", "Status": "SUCCEEDED"]
                }
                ledger.withLock { $0.lostHosts += 1 }
                // Saved a minute ago at most.
                left = max(0, left - max(0, life - 60))
            }
        } catch {
            throw TaskFailure(error: "States.TaskFailed", cause: "cancelled")
        }
        throw TaskFailure(
            error: "States.TaskFailed", cause: #"{"StatusReason":"Host EC2 (instance i-1) terminated."}"#)
    }

    private func hold(_ pack: String, isSpot: Bool, seconds: Double) async throws {
        try await time.sleep(seconds)
        let (rate, share) = isSpot ? (rates.spot, market.share(at: time.seconds)) : (rates.onDemand, 1)
        // The lane's rates hold Spot's shares from 0.1 to 1 already; here the market says which it is.
        let least = isSpot ? rate.leastUSD / SpotShare.hosts.least : rate.leastUSD
        let usd = (least + market.waste * (rate.mostUSD - least)) * share * seconds / 3_600
        ledger.withLock {
            $0.compute[pack, default: 0] += usd
            $0.seconds[pack, default: 0] += seconds
        }
    }

    /// The reducer's look, once a minute, with what it can know: ended packs at the highest price.
    func watchGate() async {
        while (try? await time.sleep(60)) != nil {
            ledger.withLock { ledger in
                guard let control = ledger.control, control.open else { return }
                let rate = control.limits.lanes["spot"]?.usdPerSecond ?? 0
                let packs = ledger.seconds.mapValues { ($0 + 300) * rate }
                let inFlight = min(control.limits.width, control.limits.packs - ledger.ended.count)
                let packUSD = control.limits.packUSD(ended: ledger.ended.compactMap { packs[$0] })
                let next = control.judged(
                    by: ControlDocument.Usage(
                        spentUSD: control.limits.servicesUSD + packs.values.reduce(0, +), packsInFlight: inFlight,
                        inFlightUSD: Double(inFlight) * packUSD))
                ledger.control = next
                if !next.open { ledger.closed = (ledger.computeUSD, ledger.running) }
            }
        }
    }
}

extension String {
    /// The same in every process.
    var hashedStably: Int { utf8.reduce(7) { ($0 &* 31 &+ Int($1)) & 0xFFFF_FFFF } }
}
