import Decisions
import Foundation
import ResultStore
import Statistics

/// Twenty looks: how often something is found that is there, and that isn't.
enum Looks {
    static let looks = 20

    static func rows(_ runs: Int) async throws -> [String] {
        var rows: [String] = []
        for weights in [[0.5, 0.5], [0.9, 0.1]] {
            let name = weights[0] == 0.5 ? "50/50" : "90/10"
            rows += try await rates(runs, "10 % in both arms, \(name): false alarms", [weights], lift: 0)
            rows += try await rates(runs, "10 % against 11 %, \(name): power, planned 80 %", [weights], lift: 0.01)
        }
        rows += try await rates(
            runs, "10 % in both arms, 90/10 and then 50/50: false alarms", [[0.9, 0.1], [0.5, 0.5]], lift: 0)
        rows += try await rates(
            runs, "10 % against 11 %, 90/10 and then 50/50: power by the plan of 90/10", [[0.9, 0.1], [0.5, 0.5]], lift: 0.01)
        rows += try await three(runs, lift: 0, "three arms of 10 %: a false alarm in either challenger (Holm)")
        rows += try await means(runs, lift: 0, "N(0, 1) in both arms: false alarms")
        rows += try await means(runs, lift: 0.1, "N(0, 1) against N(0.1, 1): power, planned 80 %")
        rows += try await means(runs, lift: 0, "the same without a difference, with a covariate of ρ 0.7: false alarms", rho: 0.7)
        return rows
    }

    private static func rates(_ runs: Int, _ name: String, _ phases: [[Double]], lift: Double) async throws -> [String] {
        let options = SimulatedTest.options(baseline: 0.1, effect: 0.01, weights: phases[0])
        return try await row(runs, name, try SimulatedTest(options, phases: phases)) { generator, weights in
            let arm = generator.arm(weights)
            return .init(arm: arm, value: generator.share() < (arm == 1 ? 0.1 + lift : 0.1) ? 1 : 0)
        }
    }

    private static func three(_ runs: Int, lift: Double, _ name: String) async throws -> [String] {
        let weights = [Double](repeating: 1.0 / 3, count: 3)
        let options = SimulatedTest.options(baseline: 0.1, effect: 0.01, weights: weights)
        return try await row(runs, name, try SimulatedTest(options, phases: [weights])) { generator, weights in
            .init(arm: generator.arm(weights), value: generator.share() < 0.1 ? 1 : 0)
        }
    }

    private static func means(_ runs: Int, lift: Double, _ name: String, rho: Double? = nil) async throws -> [String] {
        let options = SimulatedTest.options(
            measure: .mean, baseline: 0, effect: 0.1, deviation: 1, weights: [0.5, 0.5], usesCovariate: rho != nil)
        return try await row(runs, name, try SimulatedTest(options, phases: [[0.5, 0.5]])) { generator, weights in
            let arm = generator.arm(weights)
            let (x, noise) = generator.normals()
            let share = rho ?? 0
            let value = share * x + (1 - share * share).squareRoot() * noise
            return .init(arm: arm, value: value + (arm == 1 ? lift : 0), covariate: rho == nil ? nil : x)
        }
    }

    private static func row(
        _ runs: Int, _ name: String, _ simulated: SimulatedTest,
        unit: @escaping @Sendable (inout SplitMix64, [Double]) -> SimulatedTest.Unit
    ) async throws -> [String] {
        let count = simulated.plan.units
        let found = try await ABSimulation.all(runs) { generator in
            let series = simulated.series(count: count, looks: looks, &generator, unit: unit)
            return try simulated.analysis(ABData(primary: series)).path.contains { !$0.interval.contains(0) }
        }
        let rate = ABSimulation.percent(found.count { $0 }, of: runs)
        return ["| \(name) | \(count) | \(rate) |"]
    }
}

/// Whether the arms get their shares. Of so many units, sums of 50,000 are drawn from their normal distribution.
enum Shares {
    static func rows(_ runs: Int) async throws -> [String] {
        var rows: [String] = []
        for (name, share) in [
            ("planned 50/50, as planned", 0.5), ("planned 50/50, in truth 50.5/49.5 (1 % skew)", 0.505),
            ("planned 50/50, in truth 51/49", 0.51), ("1 % of one arm's units are lost (50.25/49.75)", 0.5 / 0.995),
        ] {
            let options = SimulatedTest.options(baseline: 0.1, effect: 0.01, weights: [0.5, 0.5])
            let simulated = try SimulatedTest(options, phases: [[0.5, 0.5]])
            let alarms = try await ABSimulation.all(runs) { generator in
                try simulated.analysis(ABData(primary: series(share, &generator))).sampleRatio.contains(where: \.isAlarm)
            }
            rows.append("| \(name) | \(ABSimulation.percent(alarms.count { $0 }, of: runs)) |")
        }
        return rows
    }

    private static func series(_ share: Double, _ generator: inout SplitMix64) -> UnitSeries {
        let (looks, part) = (20, 50_000)
        let deviation = (Double(part) * share * (1 - share)).squareRoot()
        var (first, control, challenger) = (0, [UnitSums](), [UnitSums]())
        for look in 1...looks {
            first += Int((Double(part) * share + deviation * generator.normals().0).rounded())
            var (one, other) = (UnitSums(), UnitSums())
            one.count = first
            other.count = look * part - first
            control.append(one)
            challenger.append(other)
        }
        return UnitSeries(
            cuts: (1...looks).map(Double.init),
            sums: [PhaseArm(phase: 1, arm: "champion"): control, PhaseArm(phase: 1, arm: "challenger"): challenger])
    }
}

/// A challenger that errs more often: when it is caught, and when it is caught though it stays within the margin.
enum Breaches {
    static func rows(_ runs: Int) async throws -> [String] {
        let rail = Guardrail(name: "error_rate", margin: 0.01, bound: .atMost)
        let options = SimulatedTest.options(baseline: 0.1, effect: 0.01, weights: [0.5, 0.5], guardrails: [rail])
        let simulated = try SimulatedTest(options, phases: [[0.5, 0.5]])
        var rows: [String] = []
        for (name, rate) in [
            ("2 % against 3 %, the margin itself", 0.03), ("2 % against 5 %", 0.05), ("2 % against 12 %", 0.12),
        ] {
            let caught = try await ABSimulation.all(runs) { try requests(simulated, rate, &$0) }
            let known = caught.compactMap { $0 }.sorted()
            let text =
                known.count < runs / 2 || known.isEmpty
                ? "" : "median \(known[known.count / 2]), 95 % within \(known[min(known.count - 1, known.count * 95 / 100)])"
            rows.append("| \(name) | \(ABSimulation.percent(known.count, of: runs)) | \(text) |")
        }
        return rows
    }

    /// Requests in both arms when the guardrail is breached; `nil` where it isn't until the plan's end.
    private static func requests(_ simulated: SimulatedTest, _ rate: Double, _ generator: inout SplitMix64) throws -> Int? {
        var tallies = [
            RequestTally(test: "ab-1", phase: 1, arm: "champion", minute: 0),
            RequestTally(test: "ab-1", phase: 1, arm: "challenger", minute: 0),
        ]
        for request in 1...simulated.plan.units {
            let arm = generator.arm([0.5, 0.5])
            tallies[arm].requests += 1
            if generator.share() < (arm == 0 ? 0.02 : rate) { tallies[arm].errors += 1 }
            guard request.isMultiple(of: 200) else { continue }
            var data = ABData(primary: UnitSeries(cuts: [1]), requests: tallies)
            for tally in tallies {
                var sums = UnitSums()
                sums.count = tally.requests
                data.primary.sums[PhaseArm(phase: 1, arm: tally.arm)] = [sums]
            }
            if try simulated.analysis(data).verdict.action == .rollBack { return request }
        }
        return nil
    }
}

/// How much narrower intervals become by a covariate.
enum Covariates {
    static func rows(_ runs: Int) async throws -> [String] {
        var rows: [String] = []
        for rho in [0.3, 0.7, 0.9] {
            let options = SimulatedTest.options(
                measure: .mean, baseline: 0, effect: 0.1, deviation: 1, weights: [0.5, 0.5], usesCovariate: true)
            let simulated = try SimulatedTest(options, phases: [[0.5, 0.5]])
            let widths = try await ABSimulation.all(runs) { generator in
                let series = simulated.series(count: 4_000, looks: 1, &generator) { generator, weights in
                    let (x, noise) = generator.normals()
                    return .init(
                        arm: generator.arm(weights), value: rho * x + (1 - rho * rho).squareRoot() * noise, covariate: x)
                }
                return try simulated.analysis(ABData(primary: series)).challengers[0].covariate?.narrowing ?? .nan
            }
            let mean = Summary(of: widths)?.mean ?? .nan
            rows.append(String(format: "| ρ %.1f | %.4f | %.4f |", rho, mean, (1 - rho * rho).squareRoot()))
        }
        return rows
    }
}
