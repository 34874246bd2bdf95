import Foundation
import JSON
import TestSupport
import Testing

/// `stepsweep ab` as people type it.
@Suite("stepsweep ab") struct ABTests {
    private static let start = [
        "ab", "start", "--metric", "conversion", "--baseline", "0.10", "--mde", "0.05", "--traffic-per-day", "1000",
    ]

    private func promoted() throws -> World {
        let world = try World()
        let trials = try world.run(["compare", "tiny", "--json"])
        let document = try JSON(parsing: trials.output)
        let ids = document["trials"]?.array?.prefix(3).compactMap { $0["trial"]?.string } ?? []
        try #require(ids.count == 3)
        for (id, alias) in zip(ids, [["--as", "champion"], ["--as", "challenger"], []]) {
            let result = try world.run(["promote", "tiny", "--trial", id, "--override", "set-up"] + alias)
            try #require(result.exitCode == 0, "\(result.errorOutput)")
        }
        return world
    }

    @Test("Plan, start, status, weights, stop: the whole way")
    func way() throws {
        let world = try promoted()
        let planned = try world.run(Self.start + ["--split", "90/10", "--dry-run"])
        #expect(
            planned.exitCode == 0 && planned.output.contains("this test") && planned.output.contains("fixed horizon"))
        #expect(planned.output.contains("at equal shares"))
        #expect(try world.run(["ab", "list"]).errorOutput.contains("no A/B test yet"))
        try world.expect(Self.start, exits: 2, "Nobody can be asked without a terminal: add --yes")
        let started = try world.run(Self.start + ["--split", "90/10", "--yes"])
        #expect(started.exitCode == 0 && started.output.contains("ab-1 runs"), "\(started.errorOutput)")
        try world.expect(Self.start + ["--yes"], exits: 3, "ab-1 is running")
        let status = try world.run(["ab", "status"])
        #expect(status.output.contains("ab-1 · conversion") && status.output.contains("verdict: go on"))
        try world.expect(["ab", "decide", "--yes"], exits: 7, "ab-1 goes on")
        try world.expect(["ab", "weights", "90/10"], exits: 2, "these are the weights already")
        #expect(
            try world.run(["ab", "weights", "50/50"]).output.contains("phase 2: champion 50.0 %, challenger 50.0 %"))
        try world.expect(["ab", "reallocate"], exits: 3, "ab-1 keeps its weights")
        let page = try world.run(["ab", "status", "--html", "-"])
        #expect(page.output.hasPrefix("<!doctype html>") && page.output.contains("Phases and shares"))
        let json = try JSON(parsing: world.run(["ab", "status", "--json"]).output)
        #expect(json["schema"] == "stepsweep.ab-status" && json["test"]?["phases"]?.array?.count == 2)
        #expect(try world.run(["ab", "stop", "--yes", "--note", "enough"]).output.contains("ab-1 stopped"))
        try world.expect(["ab", "decide"], exits: 4, "no A/B test is running; the last one was ab-1")
        #expect(try world.run(["ab", "status", "1"]).output.contains("enough"))
    }

    @Test("Wrong arguments are refused with what is allowed, and nothing starts")
    func bad() throws {
        let world = try promoted()
        for (arguments, exitCode, message) in Self.bad {
            let result = try world.run(Self.start + arguments + ["--yes"])
            #expect(!result.signalled && !result.errorOutput.contains("Fatal error"), "\(arguments)")
            #expect(result.exitCode == exitCode, "\(arguments): \(result.errorOutput)")
            #expect(result.errorOutput.contains(message), "\(arguments): \(result.errorOutput)")
            #expect(result.output.isEmpty, "\(arguments): \(result.output)")
        }
        #expect(try world.run(["ab", "list"]).output.isEmpty)
        try world.expect(["ab", "status"], exits: 4, "no A/B test was started yet")
        try world.expect(["ab", "status", "ab-7"], exits: 4, "no A/B test `ab-7`")
        try world.expect(["ab", "status", "--json", "--html", "x"], exits: 2, "choose one of them")
        try world.expect(["ab", "stop", "--yes"], exits: 4, "no A/B test was started yet")
        try world.expect(["ab", "weights", "50/50"], exits: 4, "no A/B test was started yet")
        try world.expect(["ab", "decide", "--yes", "--dry-run"], exits: 2, "choose one of them")
    }

    @Test("Without a champion there is nothing to hold a challenger against")
    func noChampion() throws {
        let world = try World()
        try world.expect(Self.start + ["--yes"], exits: 4, "no model is champion yet")
    }

    private static let bad: [([String], Int32, String)] = [
        (["--split", "90/20"], 2, "--split: the percents must add up to 100, received `90/20`"),
        (["--split", "90/5/5"], 2, "--split: the test has 2 arms"),
        (["--split", "100/0"], 2, "--split: each arm needs 0.1 percent or more"),
        (["--split", "x"], 2, "--split: write percents like 90/10"),
        (["--split", "-10/110"], 2, "--split: write percents like 90/10"),
        (["--baseline", "0"], 2, "--baseline: a proportion is greater than 0"),
        (["--baseline", "1"], 2, "--baseline"), (["--baseline", "-0.1"], 2, "--baseline"),
        (["--baseline", "nan"], 2, "--baseline"), (["--baseline", "ten"], 2, "'ten' is invalid"),
        (["--baseline", "0.97"], 2, "--mde: is absolute"),
        (["--mde", "0"], 2, "--mde: must be greater than 0"), (["--mde", "-0.01"], 2, "--mde"),
        (["--mde", "inf"], 2, "--mde"), (["--mde", "1e-300"], 2, "--mde"), (["--mde", "2"], 2, "--mde: is absolute"),
        (["--alpha", "0"], 2, "--alpha"), (["--alpha", "0.5"], 2, "--alpha"), (["--alpha", "nan"], 2, "--alpha"),
        (["--power", "0.01"], 2, "--power"), (["--power", "1"], 2, "--power"), (["--power", "80"], 2, "--power"),
        (["--traffic-per-day", "0"], 2, "--traffic-per-day"), (["--traffic-per-day", "-5"], 2, "--traffic-per-day"),
        (["--traffic-per-day", "1e300"], 2, "--traffic-per-day"),
        (["--goal", "up"], 2, "goal"), (["--kind", "median"], 2, "kind"),
        (["--kind", "mean"], 2, "--sd: --kind mean needs"), (["--sd", "1"], 2, "--sd: only with --kind mean"),
        (["--kind", "mean", "--sd", "0"], 2, "--sd: must be greater than 0"),
        (["--kind", "mean", "--sd", "nan"], 2, "--sd"),
        (["--ramp", "10%,50%"], 2, "say with --every"),
        (["--ramp", "50%,10%", "--every", "1d"], 2, "--ramp: each percent"),
        (["--ramp", "10%,50%", "--every", "soon"], 2, "--every: write a time"),
        (["--every", "1d"], 2, "--every: only with --ramp"),
        (["--guardrail", "latency_ms"], 2, "--guardrail: write it like"),
        (["--guardrail", "latency_ms<=-1"], 2, "the harm that is tolerated"),
        (["--guardrail", "x<=1", "--guardrail", "x<=2"], 2, "named twice"),
        (["--shadow", "--guardrail", "revenue>=-1"], 2, "in shadow only latency_ms and error_rate"),
        (["--shadow", "--allocation", "thompson"], 2, "--shadow and --allocation thompson"),
        (["--shadow", "--covariate"], 2, "--shadow and --covariate"),
        (["--floor", "0.1"], 2, "--floor: only with --allocation thompson"),
        (["--allocation", "thompson", "--floor", "0.6"], 2, "--floor: must be between"),
        (["--allocation", "thompson", "--floor", "0"], 2, "--floor"), (["--allocation", "greedy"], 2, "greedy"),
        (["--allocation", "thompson", "--kind", "mean", "--sd", "1"], 2, "thompson knows proportions alone"),
        (["--arms", "champion"], 2, "--arms: a test has 2 to 10 arms"),
        (["--arms", "champion,champion"], 3, "are one model"), (["--arms", "champion,1"], 3, "are one model"),
        (["--arms", "challenger,champion"], 3, "the champion is version 1"),
        (["--arms", "champion,9"], 4, "no model version `9`"), (["--arms", "champion,"], 4, "no model version ``"),
        (["--arms", "champion,3", "--arm", "a=1"], 2, "choose one of them"),
        (["--arm", "a=1"], 2, "--arm: a test has 2 to 10 arms"),
        (["--arm", "a=1", "--arm", "b"], 2, "write NAME=VERSION"),
        (["--arm", "A=1", "--arm", "b=2"], 2, "lower-case letters"),
        (["--arm", "=1", "--arm", "b=2"], 2, "lower-case letters"),
        (["--arm", "a=1", "--arm", "a=2"], 2, "two arms have one name"),
        (["--arm", "a=1", "--arm", "b="], 2, "name a version"),
        (["--arm", "a=1", "--arm", "b=2@ftp://x"], 2, "an address is http:// or https://"),
        (["--arm", "a=1", "--arm", "b=2@http://u:p@x/"], 2, "without a password"),
        (["--arm", "a=1", "--arm", "b=2@ "], 2, "name a command or an address"),
        (["--metric", ""], 2, "--metric"), (["--metric", "a b"], 2, "--metric"),
        (["--dry-run"], 2, "--yes and --dry-run"), (["extra"], 2, "extra"),
    ]
}
