import TestSupport
import Testing

@Suite("What people get wrong about promoting") struct BadPromoteTests {
    private static let commands: [BadInput] = [
        .arguments("an override without a reason", ["promote", "x", "--override", ""], "--override: must say why"),
        .arguments("an override of blanks", ["promote", "x", "--override", "  "], "--override: must say why"),
        .arguments(
            "an expectation of none", ["promote", "x", "--as", "champion", "--expect", "0"], "--expect: must be"),
        .arguments(
            "an expectation below none", ["promote", "x", "--as", "champion", "--expect", "-3"], "--expect: must be"),
        .arguments("an expectation in words", ["promote", "x", "--as", "champion", "--expect", "one"], "--expect"),
        .arguments("an expectation of no alias", ["promote", "x", "--expect", "1"], "--expect: only with --as"),
        .arguments("a trial without a name", ["promote", "x", "--trial", ""], "--trial: must be an id"),
        .arguments("a confirmation without a name", ["promote", "x", "--confirm", ""], "--confirm: must be an id"),
        .arguments("two sweeps", ["promote", "x", "y"], "y"),
        .arguments("an unknown alias to roll back", ["rollback", "king"], "king"),
        .arguments("a rollback with an empty override", ["rollback", "--override", ""], "--override: must say why"),
        .arguments("a rollback that expects none", ["rollback", "--expect", "0"], "--expect: must be"),
        .arguments("a decision without a number", ["decision", "show"], "<number>"),
        .arguments("a decision by name", ["decision", "show", "last"], "last"),
        .arguments(
            "a head that is none", ["decision", "verify", "--head", "abc"], "--head: must be 64 hexadecimal digits"),
        .arguments(
            "a head of other letters", ["decision", "verify", "--head", String(repeating: "g", count: 64)], "--head"),
        .arguments("a registry without a name", ["models", "--registry", ""], "--registry: must name"),
        .arguments(
            "a registry with a path in a bucket", ["models", "--registry", "s3://team/models"], "without a path"),
        .arguments("a registry in no bucket", ["models", "--registry", "s3://"], "without a path"),
        .arguments("a registry in a bucket of capitals", ["models", "--registry", "s3://Team"], "a bucket's name"),
        .arguments(
            "a registry on the web", ["predict", "--model", "1", "f", "--registry", "https://x/y"],
            "--registry: must be"),
        .arguments(
            "a registry's folder that is not there", ["models", "--registry", "nowhere"], exits: 4, "no folder nowhere"),
        .arguments("rollback without a store", ["rollback"], exits: 4, "store"),
        .arguments("decisions without a store", ["decision"], exits: 4, "store"),
    ]

    @Test("Every one is told what is wrong", arguments: commands)
    func isTold(_ bad: BadInput) throws {
        let result = try bad.run()
        #expect(result.exitCode == bad.exitCode, "\(result.errorOutput)")
        #expect(result.errorOutput.contains(bad.message), "\(result.errorOutput)")
    }

    @Test("What isn't there is told, and nothing is changed")
    func notThere() throws {
        let world = try World()
        try world.expect(["rollback"], exits: 4, "no model is champion yet")
        try world.expect(["decision", "show", "1"], exits: 4, "no decision 1")
        try world.expect(["decision", "verify", "1"], exits: 4, "no decision 1")
        try world.expect(["promote", "tiny", "--confirm", "nothing"], exits: 4, "nothing")
        try world.expect(["promote", "tiny", "--confirm", "tiny"], exits: 4, "no confirmation")
        try world.expect(["promote", "tiny", "--trial", "zz"], exits: 4, "no trial's id begins with `zz`")
        try world.expect(
            ["promote", "tiny", "--as", "champion", "--expect", "4", "--override", "x"], exits: 5, "not version 4")
        #expect(try world.run(["decision", "verify"]).exitCode == 0)
        #expect(try world.run(["decision"]).output == "no decisions yet\n")
        #expect(try world.run(["models", "--log"]).output == "no alias has moved yet\n")
        #expect(try world.run(["models"], environment: ["STEPSWEEP_REGISTRY": "s3://a/b"]).exitCode == 2)
        try world.expect(["models"], exits: 4, "no folder", environment: ["STEPSWEEP_REGISTRY": "elsewhere"])
    }
}
