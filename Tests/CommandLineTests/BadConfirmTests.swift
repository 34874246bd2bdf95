import TestSupport
import Testing

/// Everything that people get wrong with `confirm`: one message, the documented exit code, and nothing that was looked at.
@Suite("Bad confirmations") struct BadConfirmTests {
    @Test("Wrong arguments are refused with what is allowed, and no test row is scored")
    func arguments() throws {
        let world = try World()
        for (arguments, exitCode, message) in Self.bad {
            let result = try world.run(["confirm"] + arguments)
            #expect(!result.signalled && !result.errorOutput.contains("Fatal error"))
            #expect(result.exitCode == exitCode, "\(arguments): \(result.errorOutput)")
            #expect(result.errorOutput.contains(message), "\(arguments): \(result.errorOutput)")
            #expect(result.output.isEmpty, "\(arguments): \(result.output)")
        }
        #expect(try world.sqlite("results.sqlite", "SELECT count(*) FROM test_losses") == "0")
        #expect(try world.run(["status"]).output.split(separator: "\n").count == 1)
    }

    private static let bad: [([String], Int32, String)] = [
        ([], 2, "Missing expected argument"),
        ([""], 4, "no sweep ``"),
        (["nobody"], 4, "no sweep `nobody` in this store"),
        (["tiny", "extra"], 2, "extra"),
        (["tiny", "--top", "0"], 2, "--top: must be between 1 and 1000, received 0"),
        (["tiny", "--top", "-3"], 2, "--top: must be between 1 and 1000, received -3"),
        (["tiny", "--top", "1001"], 2, "--top: must be between 1 and 1000, received 1001"),
        (["tiny", "--top", "2.5"], 2, "'2.5' is invalid"),
        (["tiny", "--top", "many"], 2, "'many' is invalid"),
        (["tiny", "--top", "99999999999999999999"], 2, "is invalid"),
        (["tiny", "--top"], 2, "Missing value for '--top"),
        (["tiny", "--seeds", "0"], 2, "--seeds: must be between 1 and 1000, received 0"),
        (["tiny", "--seeds", "-1"], 2, "--seeds: must be between 1 and 1000, received -1"),
        (["tiny", "--seeds", "1001"], 2, "--seeds: must be between 1 and 1000, received 1001"),
        (["tiny", "--seeds", "three"], 2, "'three' is invalid"),
        (["tiny", "--seeds", "1e3"], 2, "'1e3' is invalid"),
        (["tiny", "--top", "2", "--trial", "a"], 2, "--top and --trial: choose one of them"),
        (["tiny", "--trial", "nope"], 4, "no trial's id begins with `nope`"),
        (["tiny", "--trial", ""], 2, "begins the ids of 6 trials"),
        (["tiny", "--trial", "../../etc"], 4, "no trial's id begins with"),
        (["tiny", "--trial", "%"], 4, "no trial's id begins with `%`"),
        (["tiny", "--again", ""], 2, "--again: must say why"),
        (["tiny", "--again", "  "], 2, "--again: must say why"),
        (["tiny", "--again", "x", "--without-test"], 2, "--again and --without-test"),
        (["tiny", "--on", "moon"], 2, "moon"),
        (["tiny", "--watch"], 2, "--watch: only with --on aws"),
        (["tiny", "--stack", "mine"], 2, "--stack: only with --on aws"),
        (["tiny", "--region", "eu-central-1"], 2, "--region: only with --on aws"),
        (["tiny", "--on", "aws", "--workers", "2"], 2, "--workers: only for a sweep that runs here"),
        (["tiny", "--on", "aws", "--stack", "no such"], 2, "stack"),
        (["tiny", "--workers", "0"], 2, "--workers: must be between 1 and 4096"),
        (["tiny", "--store", "elsewhere"], 4, "no store at elsewhere"),
        (["tiny", "--fresh"], 2, "--fresh"),
    ]
}
