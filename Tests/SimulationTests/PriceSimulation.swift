import Foundation
import JSON
import StatesInterpreter
import StatesLanguage
import SweepCompiler
import SweepModel

/// One sweep under one market, from plan to bill.
struct PriceSimulation {
    let seed: UInt64
    let maxUSD: Double?

    struct Outcome: Sendable {
        let price: PlanPrice
        let billUSD: Double
        let seconds: Double
        let account: SimulatedCloud.Ledger
        let status: String

        var isInRange: Bool { billUSD >= price.usd.least && billUSD <= price.usd.most }
        /// US dollars beyond the cap, and US dollars of compute that were in flight when the gate closed.
        func overrun(maxUSD: Double) -> (beyond: Double, inFlight: Double) {
            guard let closed = account.closed else { return (billUSD - maxUSD, 0) }
            return (billUSD - maxUSD, closed.packs.reduce(0) { $0 + (account.compute[$1] ?? 0) })
        }
    }

    /// 720 networks on 60,000 images, three trials a pack, twenty packs at once on Spot.
    static func experiment(maxUSD: Double?) throws -> Experiment {
        let space = try SearchSpace(parameters: [
            Parameter("trainer", ["mlp"]), Parameter(path: ["l2"], values: .integers(first: 0, step: 1, count: 720)),
            Parameter("hidden", [[256, 256]]), Parameter("epochs", [300]),
        ])
        return Experiment(
            name: "market", metric: Metric(name: "validation_accuracy", goal: .maximize), space: space,
            work: .builtIn(DataSource(path: "images.npz", target: "y")),
            compute: Compute(lanes: [LaneRule(lane: .spot, attempts: 2)], concurrency: 20), packs: PackPolicy(size: 3),
            budget: Budget(maxUSD: maxUSD))
    }

    static func compile(maxUSD: Double?) throws -> SweepCompiler.Compilation {
        try SweepCompiler.compile(
            experiment(maxUSD: maxUSD),
            inputs: PlanInputs(
                dataDigest: Digest.sha256("images".utf8), dataShape: .init(rows: 60_000, features: 784, classes: 10),
                workerVersion: "1.0"))
    }

    func outcome() async throws -> Outcome {
        let compilation = try Self.compile(maxUSD: maxUSD)
        guard let sweep = compilation.launchable, let price = compilation.plan.price(with: .builtIn()),
            let lane = compilation.plan.lanes?.first, let group = compilation.plan.packing?.groups.first,
            let spot = lane.rate(with: .builtIn()), let onDemand = lane.withoutSpot.rate(with: .builtIn())
        else { throw SimulationError() }
        let time = VirtualTime()
        let cloud = SimulatedCloud(
            time: time, market: Market(seed: seed), rates: (spot, onDemand), packSeconds: group.packSeconds, seed: seed,
            control: compilation.plan.control(with: .builtIn(), maxFailedPercent: 100))
        let journal = MemoryJournal()
        let result = try await run(sweep, compilation.plan, cloud, journal)
        let table = PriceTable.builtIn()
        let entered = journal.events.count { $0.type.rawValue.hasSuffix("StateEntered") }
        let started = Double(cloud.account.compute.count) / Double(sweep.manifest.count)
        let bill =
            cloud.account.computeUSD + Double(entered) * (table[.transition] ?? 0) + Self.requestsUSD(price) * started
        return Outcome(
            price: price, billUSD: bill, seconds: time.seconds, account: cloud.account, status: result.status)
    }

    private func run(
        _ sweep: CompiledSweep, _ plan: Plan, _ cloud: SimulatedCloud, _ journal: MemoryJournal
    ) async throws -> ExecutionResult {
        let input = try ExecutionInput(
            sweep: sweep.sweep, plan: plan, run: 1, packs: sweep.manifest, target: .local(folder: "/store"))
        let bits = SharedChance(seed: seed)
        let interpreter = try Interpreter(
            machine: sweep.machine, taskRunner: cloud, objects: ManifestOnly(manifest: sweep.manifest.manifest),
            journal: journal, clock: cloud.time, randomBits: { bits.next() })
        return try await cloud.time.run {
            try await withThrowingTaskGroup(of: ExecutionResult?.self) { group in
                group.addTask {
                    await cloud.watchGate()
                    return nil
                }
                group.addTask {
                    try await interpreter.run(
                        input: input.json, as: ExecutionIdentity(name: "run-1", stateMachineName: sweep.sweep))
                }
                defer { group.cancelAll() }
                while let end = try await group.next() { if let end { return end } }
                throw SimulationError()
            }
        }
    }

    /// Requests, logs and the reducer, in the middle of what the plan reckons for all packs.
    private static func requestsUSD(_ price: PlanPrice) -> Double {
        price.parts.filter { !$0.name.hasPrefix("compute") && $0.name != "Step Functions" }.compactMap(\.usd)
            .reduce(0) { $0 + ($1.least + $1.most) / 2 }
    }
}

struct SimulationError: Error {}

extension Plan.LanePlan {
    var withoutSpot: Plan.LanePlan {
        var other = self
        other.lane = lane.withoutSpot
        return other
    }
}
