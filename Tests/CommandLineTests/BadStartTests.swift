import Foundation
import JSON
import TestSupport
import Testing

/// A request that starts nothing: its event, the status, and a part of the message.
private struct BadStart {
    let event: String
    let status: Int
    let says: String

    init(_ event: String, _ status: Int, _ says: String = "") {
        self.event = event
        self.status = status
        self.says = says
    }

    static func body(_ text: String, _ says: String = "", status: Int = 422) -> BadStart {
        BadStart(StartDoor.file(text), status, says)
    }
}

private let noRequests: [BadStart] = [
    "", "{", "null", "[]", "3", "\"x\"", "{}", "not JSON", "\u{0}", "{\"requestContext\": null}",
    "{\"requestContext\": {}}", "{\"requestContext\": {\"http\": []}}", "{\"rawPath\": \"/\"}",
    "{\"requestContext\": {\"http\": {\"method\": 3}}, \"rawPath\": \"/\"}",
    "{\"requestContext\": {\"http\": {\"method\": \"POST\"}}, \"rawPath\": 1}",
    "{\"Records\": [{\"eventSource\": \"aws:s3\"}]}", "{\"sweep\": \"digits-0123abcd\", \"store\": \"b\"}",
    String(repeating: "[", count: 100_000),
].map { BadStart($0, 400, "no HTTP request") }

private let wrongRequests: [BadStart] =
    ["GET", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "post", "", String(repeating: "X", count: 5_000)].map {
        BadStart(StartDoor.event("", method: $0), 405, "a start is a POST")
    }
    + ["", "//", "/sweeps", "/../", "/%2e%2e/", "/\u{0}", "/favicon.ico", String(repeating: "/a", count: 5_000)].map {
        BadStart(StartDoor.event("", path: $0), 404, "there is only `/`")
    }
    + [JSON.null, "", 3, [], ["arn": "x"]].map {
        BadStart(StartDoor.event(.string(StartDoor.sweep()), caller: $0), 403, "nobody signed")
    }
    + [JSON.integer(3), [], ["a": 1], true].map { BadStart(StartDoor.event($0), 400, "the body must be text") }
    + ["*", "a", "YQ", "Y Q = =", "\u{1F600}"].map {
        BadStart(StartDoor.event(.string($0), isEncoded: true), 400, "says that it is Base64")
    }
    + [
        BadStart(StartDoor.event(.string(String(repeating: "x", count: 300_000))), 413, "may have 262144 bytes"),
        BadStart(StartDoor.event(.string(String(repeating: "A", count: 5_000_000)), isEncoded: true), 413),
    ]

private let hostileFiles: [BadStart] = [
    .body("", "is empty"), .body(" \n\n"), .body("# only a comment\n"), .body("---"), .body("null"), .body("[]"),
    .body("text"), .body("3"), .body("{"), .body("a: b: c"), .body("\t- x"), .body("a: &a [*a]"), .body("*x"),
    .body("!!python/object/apply:os.system [id]"), .body("? {a: 1}\n: 2"), .body("a: 1\na: 2"),
    .body(String(repeating: "[", count: 50_000)), .body(String(repeating: "- ", count: 50_000)),
    .body(String(repeating: "a: {", count: 20_000)), .body("a: \"\\ud800\""), .body("\u{FEFF}"),
    .body(bomb), .body("name: " + String(repeating: "x", count: 200_000)),
    .body(String(repeating: "x: 1\n", count: 2_000)),
    BadStart(
        StartDoor.event(.string(Data([0xFF, 0xFE, 0x00, 0x80]).base64EncodedString()), isEncoded: true), 422,
        "not UTF-8"),
    BadStart(
        StartDoor.event(
            .string(Data((0..<65_536).map { UInt8(truncatingIfNeeded: $0 &* 7) }).base64EncodedString()),
            isEncoded: true), 422),
    BadStart(StartDoor.event(.null), 422, "is empty"),
    .body("\u{0}\u{0}\u{0}"),
    .body(StartDoor.sweep("name: other")), .body(StartDoor.sweep("metohd: grid"), "metohd"),
    .body(StartDoor.sweep(trials: "[]")), .body(StartDoor.sweep(trials: "[a, b]")),
    .body(StartDoor.sweep(trials: "[.nan, .inf]")), .body(StartDoor.sweep(trials: "[-1]")),
    .body(StartDoor.sweep("seeds: 99999999999999999999")), .body(StartDoor.sweep("seeds: -1")),
    .body(StartDoor.sweep("seeds: 9000"), "more than budget.max_trials"),
    .body(StartDoor.sweep("budget: {max_usd: -5}"), "sweep.yaml:9:19: budget.max_usd"),
    .body(StartDoor.sweep("budget: {max_usd: .nan}")), .body(StartDoor.sweep("budget: {max_usd: 1e300}")),
    .body(StartDoor.sweep("budget: {max_usd: 1000}"), "the cap of this address"),
    .body(StartDoor.sweep("budget: {max_usd: 20.01}"), "the cap of this address"),
    .body(StartDoor.sweep("budget: {max_trials: 10000000}"), "over HTTP"), .body(StartDoor.sweep("budget: 3")),
    .body(StartDoor.sweep("compute: {lane: gpu}")), .body(StartDoor.sweep("secrets: {A: hunter2}")),
    .body(StartDoor.sweep("environment: [WANDB_PROJECT]"), "environment"),
    .body(StartDoor.sweep("reduce: 3")), .body(StartDoor.sweep("early_terminate: {type: hyperband}")),
]

private let foreignFiles: [BadStart] =
    [
        "data.csv", "/etc/passwd.csv", "../../etc/shadow.csv", "/proc/self/root/x.npy", "file:///etc/passwd.csv",
        "https://example.com/x.csv", "S3://data-bucket/data.csv", "s3:/data-bucket/data.csv",
    ].map { .body(StartDoor.sweep(data: $0), "sweep.yaml:5:14: data.path: must be an object of S3 over HTTP") }
    + ["/proc/self/environ", "/dev/zero", "/dev/stdin", ".", "", "/etc/passwd"].map {
        .body(StartDoor.sweep(data: $0), "data.path")
    }
    + [
        "s3://", "s3://data-bucket", "s3://data-bucket/", "s3:///data.csv", "s3://B/x.csv", "s3://data-bucket/no.csv",
        "s3://data-bucket/../start-bucket/x", "s3://a b/c", "s3://data-bucket/\\u0000",
    ].map { .body(StartDoor.sweep(data: $0), "data.path") }
    + [
        .body(program(""), "names a file of the launching machine"),
        .body(program("environment: [EDITOR]"), "names a file of the launching machine"),
        .body(program("").replacing("train.py", with: "/bin/sh"), "names a file of the launching machine"),
        .body(
            program("environment: [AWS_SECRET_ACCESS_KEY]").replacing("program: train.py", with: "command: [\"true\"]"),
            "belongs to AWS"),
        .body(
            program("environment: [EDITOR]").replacing("program: train.py", with: "command: [\"true\"]"),
            "takes `EDITOR` from the launching shell"),
        .body(StartDoor.sweep().replacing("spot", with: "fargate"), "deploy it with these --lanes"),
    ]

private func program(_ more: String) -> String {
    "method: grid\nmetric: {name: loss, goal: minimize}\nprogram: train.py\nparameters: {a: {values: [1, 2]}}\ncompute: {lane: spot}\n\(more)\n"
}

/// Nine levels of nine aliases each.
private let bomb: String = {
    var text = "a0: &a0 [x]\n"
    for level in 1...9 {
        let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
        text += "a\(level): &a\(level) [\(aliases)]\n"
    }
    return text
}()

@Suite("A bad start over HTTP") struct BadStartTests {
    @Test("gets a status and words, one after the other, from one process that stands: more than a hundred of them")
    func answered() throws {
        let all = noRequests + wrongRequests + hostileFiles + foreignFiles
        #expect(all.count > 100)
        let door = try StartDoor()
        let answers = try door.answers(to: all.map(\.event) + [StartDoor.file(StartDoor.sweep())])
        try #require(answers.count == all.count + 1)
        for (bad, answer) in zip(all, answers) {
            let about = "\(bad.event.prefix(200)) → \(answer.status) \(answer.message.prefix(300))"
            #expect(answer.status == bad.status, "\(about)")
            #expect(!answer.message.isEmpty, "\(about)")
            #expect(bad.says.isEmpty || answer.message.contains(bad.says), "\(about)")
            for secret in ["hunter2", "made-up", "root:"] {
                #expect(!answer.document.text().contains(secret), "\(about)")
            }
        }
        #expect(answers.last?.status == 202, "\(answers.last?.message ?? "")")
        #expect(door.cloud.executions.count == 1)
    }

    @Test("tells every mistake with its line, and at most a hundred of them")
    func diagnostics() throws {
        let door = try StartDoor()
        let two = StartDoor.sweep("metohd: grid\nbudget: {max_usd: 50}", data: "data.csv")
        let many = (0..<300).map { "key_\($0): 1" }.joined(separator: "\n")
        let answers = try door.answers(to: [StartDoor.file(two), StartDoor.file(many)])
        let told = answers[0].document["error"]?["diagnostics"]?.array ?? []
        #expect(told.compactMap { $0["line"]?.int } == [5, 9], "\(told)")
        #expect(told.first?["key"] == "data.path" && told.first?["column"] == 14)
        #expect(answers[1].document["error"]?["diagnostics"]?.array?.count == 100)
        #expect((answers[1].document["error"]?["diagnosticsInAll"]?.int ?? 0) > 100)
    }
}
