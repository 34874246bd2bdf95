import JSON
import SweepCompiler
import SweepModel
import Testing

@Suite("A sweep's identity")
struct SweepIdentityTests {
    private func identity(_ change: (inout Experiment) -> Void = { _ in }) throws -> String {
        var experiment = try Sample.digits()
        change(&experiment)
        return try #require(try Sample.compile(experiment).launchable).sweep
    }

    @Test("two runs give the same bytes")
    func determinism() throws {
        let first = try Sample.compile(Sample.mixed())
        let second = try Sample.compile(Sample.mixed())
        #expect(first.plan.bytes() == second.plan.bytes())
        #expect(first.launchable?.machineBytes == second.launchable?.machineBytes)
        #expect(first.launchable?.work == second.launchable?.work)
        #expect(first.launchable?.manifest == second.launchable?.manifest)
    }

    @Test("changes with what is run and how: values, packs, lanes, metric")
    func changes() throws {
        let identities = [
            try identity(), try identity { $0.packs = PackPolicy(size: 5) },
            try identity { $0.compute.lanes = [LaneRule(lane: .spot)] },
            try identity { $0.metric = Metric(name: "validation_log_loss") }, try identity { $0.seeds = [1] },
            try identity { $0.budget.maxHours = 1 },
        ]
        #expect(Set(identities).count == identities.count)
    }

    @Test(
        "is a name that jobs may carry", arguments: [("digits v2.1", "digits-v2-1-"), ("..", "sweep-"), ("-é_x", "x-")])
    func slug(name: String, prefix: String) throws {
        let identity = try identity { $0.name = name }
        #expect(identity.hasPrefix(prefix))
        #expect(identity.count == prefix.count + 8)
        #expect(identity.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") })
    }
}
