import Foundation
import SweepCompiler
import Testing

/// How many seeds: `SIMULATION_SEEDS`, or a few.
private let seeds = ProcessInfo.processInfo.environment["SIMULATION_SEEDS"].flatMap(UInt64.init) ?? 10

/// With two digits.
private func cents(_ usd: Double) -> String { String(format: "%.2f", usd) }

@Suite("Price, simulated with the embedded engine and a made Spot market")
struct PriceSimulationTests {
    @Test("lies in the planned range in nine sweeps of ten")
    func range() async throws {
        var inRange = 0
        var bills: [Double] = []
        var lost = 0
        for seed in 1...seeds {
            let outcome = try await PriceSimulation(seed: seed, maxUSD: nil).outcome()
            #expect(outcome.status == "SUCCEEDED")
            inRange += outcome.isInRange ? 1 : 0
            lost += outcome.account.lostHosts
            bills.append(outcome.billUSD)
            if seed == 1 {
                let (usd, seconds) = (outcome.price.usd, outcome.price.seconds)
                print(
                    "planned: \(cents(usd.least)) to \(cents(usd.most)) USD, \(Int(seconds.least)) to \(Int(seconds.most)) s"
                )
            }
        }
        print(
            "price in range: \(inRange) of \(seeds) seeds; bills \(cents(bills.min() ?? 0)) to "
                + "\(cents(bills.max() ?? 0)) USD; \(lost) lost hosts")
        #expect(Double(inRange) >= 0.9 * Double(seeds))
    }

    @Test("passes the cap by no more than what was in flight when the gate closed")
    func cap() async throws {
        var closed = 0
        var (worst, used) = (-Double.infinity, 0.0)
        for seed in 1...seeds {
            let free = try await PriceSimulation(seed: seed, maxUSD: nil).outcome().billUSD
            let maxUSD = (free * 100).rounded() / 100
            let outcome = try await PriceSimulation(seed: seed, maxUSD: maxUSD).outcome()
            let (beyond, inFlight) = outcome.overrun(maxUSD: maxUSD)
            #expect(beyond <= inFlight, "seed \(seed): \(beyond) USD beyond \(maxUSD), \(inFlight) in flight")
            closed += outcome.account.closed == nil ? 0 : 1
            worst = max(worst, beyond)
            used += outcome.billUSD / maxUSD / Double(seeds)
        }
        print(
            "gate closed in \(closed) of \(seeds) seeds; the most beyond the cap: \(cents(worst)) USD; of the cap "
                + "\(Int(used * 100)) % were used on average")
        #expect(closed > 0)
    }
}
