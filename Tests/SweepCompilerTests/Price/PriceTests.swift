import JSON
import SweepCompiler
import SweepModel
import Testing

@Suite("A plan's price")
struct PriceTests {
    private func price(_ experiment: Experiment, region: String = "us-east-1") throws -> PlanPrice {
        try #require(try Sample.compile(experiment).plan.price(with: .builtIn(region: region)))
    }

    @Test("is a range with its parts, and two other sizes beside the chosen one")
    func parts() throws {
        let price = try price(Sample.everyLane(trialsPerLane: 20, packSize: 2))
        #expect(price.unknown.isEmpty)
        #expect(price.usd.least > 0)
        #expect(price.usd.least < price.usd.most)
        #expect(try #require(price.worstUSD) >= price.usd.most)
        #expect(price.parts.count == Lane.allCases.count + 4)
        let least = price.parts.compactMap(\.usd).reduce(0) { $0 + $1.least }
        #expect(abs(least - price.usd.least) < 1e-9)
        #expect(price.packSizes.count == 3)
        #expect(price.packSizes.filter(\.isChosen).map(\.trials) == [2])
        #expect(price.submission.perSecond == 50)
    }

    @Test("is a share of a host at least and a host for each pack at most")
    func hosts() throws {
        let lane = try #require(
            Sample.compile(Sample.command(trials: 1, lanes: [LaneRule(lane: .onDemand)])).plan.lanes?.first)
        let rate = try #require(lane.rate(with: .builtIn()))
        // 1 vCPU and 2,048 MiB: 2,048 / 14,336 of a c5.xlarge's usable memory is less than a quarter of its processors.
        #expect(rate.leastUSD > 0.04 && rate.leastUSD < 0.05)
        #expect(rate.mostUSD == 0.126)
        var spot = lane
        spot.lane = .spot
        #expect(spot.rate(with: .builtIn())?.leastUSD == rate.leastUSD * 0.1)
        #expect(spot.rate(with: .builtIn())?.mostUSD == rate.mostUSD)
    }

    @Test("of a Fargate task is its processors and memory")
    func fargate() throws {
        let lane = try #require(
            Sample.compile(Sample.command(trials: 1, lanes: [LaneRule(lane: .fargate)])).plan.lanes?.first)
        let rate = try #require(lane.rate(with: .builtIn()))
        #expect(abs(rate.leastUSD - (0.04048 + 2 * 0.004445)) < 1e-12)
        #expect(rate.leastUSD == rate.mostUSD)
    }

    @Test("says which part is unknown, and sums the rest")
    func unknown() throws {
        let plan = try Sample.compile(Sample.digits()).plan
        var table = PriceTable.builtIn()
        table.prices.removeAll { $0.item.hasPrefix("ec2/") }
        let price = try #require(plan.price(with: table))
        #expect(price.unknown == ["compute on-demand"])
        #expect(price.worstUSD == nil)
        #expect(price.usd.least > 0)
        let elsewhere = try #require(plan.price(with: .builtIn(region: "eu-central-1")))
        #expect(elsewhere.unknown.count == elsewhere.parts.count)
        #expect(elsewhere.usd.least == 0 && elsewhere.usd.most == 0)
        #expect(PriceDescription(elsewhere).text.contains("unknown"))
    }

    @Test("fits a terminal of 100 columns, and its table does")
    func columns() throws {
        let price = try price(Sample.everyLane(trialsPerLane: 20, packSize: 2))
        let table = PriceTableDescription(.builtIn()).lines.filter { !$0.hasPrefix("[") }
        let lines = PriceDescription(price).lines + table
        #expect(lines.allSatisfy { $0.count <= 100 })
    }

    @Test("is known for all that the program offers in its own region, each with a source and a date")
    func builtIn() {
        let table = PriceTable.builtIn()
        #expect(table.unknown.isEmpty)
        #expect(table.prices.allSatisfy { $0.source.hasPrefix("https://") && !$0.date.isEmpty && $0.usd > 0 })
    }
}

@Suite("A cap on the bill")
struct BudgetTests {
    private func plan(maxUSD: Double?, trials: Int = 64, timeout: Int = 3_600) throws -> Plan {
        try Sample.compile(
            Sample.command(
                trials: trials, lanes: [LaneRule(lane: .onDemand, trialTimeoutSeconds: timeout)], packSize: 2,
                budget: Budget(maxUSD: maxUSD))
        ).plan
    }

    @Test("refuses what can't fit, gates what might not, and leaves alone what must")
    func verdicts() throws {
        let table = PriceTable.builtIn()
        #expect(try plan(maxUSD: nil).price(with: table)?.verdict == .noCap)
        #expect(try plan(maxUSD: 10_000).price(with: table)?.verdict == .fits)
        #expect(try plan(maxUSD: 5).price(with: table)?.verdict == .gate)
        guard case .refused(let reason)? = try plan(maxUSD: 0.01, trials: 5_000).price(with: table)?.verdict else {
            Issue.record("not refused")
            return
        }
        #expect(reason.contains("passes budget.max_usd, $0.01"))
    }

    @Test("leaves the machine as it is where the worst case fits")
    func noGate() throws {
        let without = try Sample.compile(Sample.digits())
        var experiment = try Sample.digits()
        experiment.budget.maxUSD = 100_000
        let with = try Sample.compile(experiment)
        #expect(with.plan.budget?.isGated == false)
        #expect(with.launchable?.machineBytes == without.launchable?.machineBytes)
        #expect(with.plan.control(with: .builtIn(), maxFailedPercent: 100) == nil)
    }

    @Test("begins with an open gate that knows the highest prices")
    func control() throws {
        let plan = try plan(maxUSD: 5)
        let control = try #require(plan.control(with: .builtIn(), maxFailedPercent: 25))
        #expect(control.open)
        #expect(control.limits.maxUSD == 5)
        #expect(control.limits.packs == 32)
        #expect(control.limits.trials == 64)
        #expect(control.limits.lanes["on-demand"]?.usdPerSecond == 0.126 / 3_600)
    }

    @Test("gates where a price is unknown")
    func unknown() throws {
        let experiment = try Sample.command(trials: 4, budget: Budget(maxUSD: 1_000))
        var inputs = Sample.commandInputs
        inputs.prices = .builtIn(region: "eu-central-1")
        let plan = try SweepCompiler.compile(experiment, inputs: inputs).plan
        #expect(plan.budget?.isGated == true)
        #expect(plan.budget?.reason.contains("unknown") == true)
    }
}
