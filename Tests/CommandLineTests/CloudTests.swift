import Foundation
import JSON
import TestSupport
import Testing

/// As much of AWS as the three commands ask for before anything is made, on loopback.
private func cloud(_ stack: String? = nil) throws -> LoopbackServer {
    try LoopbackServer { request in
        if request.text.contains("Action=GetCallerIdentity") {
            return .text(
                200,
                "<R><GetCallerIdentityResult><Account>111122223333</Account><Arn>arn:aws:iam::111122223333:user/me</Arn></GetCallerIdentityResult></R>"
            )
        }
        if request.text.contains("Action=DescribeStacks"), let stack {
            return .text(
                200,
                "<R><DescribeStacksResult><Stacks><member><StackName>stepsweep</StackName><StackId>id</StackId><StackStatus>\(stack)</StackStatus></member></Stacks></DescribeStacksResult></R>"
            )
        }
        if request.text.contains("Action=DescribeStacks") {
            return .text(
                400,
                "<E><Error><Code>ValidationError</Code><Message>Stack with id stepsweep does not exist</Message></Error></E>"
            )
        }
        if request.text.contains("Action=CreateChangeSet") {
            return .text(
                200,
                "<R><CreateChangeSetResult><Id>arn/set/1</Id><StackId>id</StackId></CreateChangeSetResult></R>")
        }
        if request.text.contains("Action=DescribeChangeSet") {
            return .text(
                200,
                "<R><DescribeChangeSetResult><Status>CREATE_COMPLETE</Status><Changes><member><ResourceChange><Action>Add</Action><LogicalResourceId>Bucket</LogicalResourceId><ResourceType>AWS::S3::Bucket</ResourceType></ResourceChange></member></Changes></DescribeChangeSetResult></R>"
            )
        }
        if request.target.hasPrefix("/2015-03-31/functions/") { return .text(404, "{}") }
        if request.target.hasPrefix("/schedule-groups/") {
            return .text(404, "{}", headers: ["x-amzn-ErrorType": "ResourceNotFoundException"])
        }
        let target = request.headers["x-amz-target"] ?? ""
        if target.hasSuffix("DescribeRepositories") {
            return .text(400, #"{"__type":"RepositoryNotFoundException"}"#)
        }
        if target.hasSuffix("Quota") { return .text(200, #"{"Quota":{"Value":1000}}"#) }
        if request.method == "GET" { return .text(200, "<ListAllMyBucketsResult/>") }
        return target.isEmpty && !request.target.hasPrefix("/v1/") ? .text(200, "<Answer/>") : .text(200, "{}")
    }
}

/// Variables of a world where only that server is AWS.
private func world(_ url: String) -> [String: String?] {
    [
        "AWS_ENDPOINT_URL": url, "AWS_EC2_METADATA_DISABLED": "true", "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "made-up", "AWS_REGION": "eu-central-1", "AWS_PROFILE": nil, "AWS_MAX_ATTEMPTS": "1",
        "AWS_CONFIG_FILE": "/nonexistent", "AWS_SHARED_CREDENTIALS_FILE": "/nonexistent",
    ]
}

@Suite("deploy, destroy and doctor at the command line") struct CloudTests {
    private func run(_ arguments: [String], _ variables: [String: String?]) throws -> ProgramResult {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        return try TestSupport.run("stepsweep", arguments, in: folder.path, environment: variables)
    }

    @Test("Without a terminal and without --yes the plan is shown and nothing is done")
    func noTerminal() throws {
        let server = try cloud()
        let result = try run(["deploy"], world(server.url))
        #expect(result.exitCode == 2)
        #expect(result.output.isEmpty)
        #expect(result.errorOutput.contains("  add  Bucket  bucket\n1 to add\n"))
        #expect(
            result.errorOutput.hasSuffix("error: go on? Nobody can be asked without a terminal: add --yes\n"),
            "\(result.errorOutput)")
        #expect(!server.requests.contains { $0.text.contains("ExecuteChangeSet") })
    }

    @Test("destroy without a stack proves that nothing is left, as text and as JSON")
    func destroyNothing() throws {
        let server = try cloud()
        let result = try run(["destroy"], world(server.url))
        #expect(result.exitCode == 0, "\(result.errorOutput)")
        #expect(result.output.hasPrefix("CloudFormation stack       none\nstate machines             none\n"))
        let document = try JSON(parsing: try run(["destroy", "--json"], world(server.url)).output)
        #expect(document["schema"] == "stepsweep.destroy")
        #expect(document["clean"] == true)
    }

    @Test("doctor without a stack says how to make one, and its exit code says that there is a problem")
    func doctorNothing() throws {
        let server = try cloud()
        let result = try run(["doctor"], world(server.url))
        #expect(result.exitCode == 1)
        #expect(result.output.contains("problem  stack: there is no stack stepsweep in eu-central-1\n"))
        #expect(result.output.contains("fix: run `stepsweep deploy --stack stepsweep`"))
        let json = try run(["doctor", "--json"], world(server.url))
        #expect(json.exitCode == 1)
        let document = try JSON(parsing: json.output)
        #expect(document["schema"] == "stepsweep.doctor")
        #expect(document["problems"] == 1)
    }

    @Test("Without credentials every command says what to do")
    func noCredentials() throws {
        var variables = world(try cloud().url)
        variables["AWS_ACCESS_KEY_ID"] = .some(nil)
        variables["AWS_SECRET_ACCESS_KEY"] = .some(nil)
        for (command, exitCode) in [("deploy", 6), ("destroy", 6), ("doctor", 1)] as [(String, Int32)] {
            let result = try run([command], variables)
            #expect(result.exitCode == exitCode, "\(command): \(result.errorOutput)")
            #expect((result.output + result.errorOutput).contains("aws configure"), "\(command)")
        }
    }

    @Test("doctor without a region has a finding with its fix, also in JSON")
    func doctorNoRegion() throws {
        var variables = world("http://127.0.0.1:1")
        variables["AWS_REGION"] = .some(nil)
        variables["AWS_DEFAULT_REGION"] = .some(nil)
        let result = try run(["doctor", "--json"], variables)
        #expect(result.exitCode == 1)
        let document = try JSON(parsing: result.output)
        #expect(document["region"] == .null)
        #expect(document["findings"]?[0]?["fix"]?.string?.contains("AWS_REGION") == true, "\(result.output)")
    }

    @Test("doctor with nobody at the endpoint says to check the endpoint, not to sign in")
    func doctorNoNetwork() throws {
        let result = try run(["doctor"], world("http://127.0.0.1:1"))
        #expect(result.output.contains("AWS_ENDPOINT_URL"), "\(result.output)")
        #expect(!result.output.contains("sign in"))
    }

    @Test("Without a region, and with nobody at the endpoint, the world is to blame")
    func noWorld() throws {
        var variables = world("http://127.0.0.1:1")
        #expect(try run(["deploy", "--yes"], variables).exitCode == 6)
        variables["AWS_REGION"] = .some(nil)
        #expect(try run(["destroy", "--yes"], variables).errorOutput.contains("region"))
    }

    @Test(
        "Wrong arguments are refused before anything is asked",
        arguments: [
            (["deploy", "--parameter", "x"], "must be KEY=VALUE"),
            (["deploy", "--parameter", "Nope=1"], "the template has no parameter `Nope`"),
            (["deploy", "--parameter", "ImageUri=x"], "named with --image"),
            (["deploy", "--parameter", "GpuInstanceTypes=G 5"], "must be instance types or families"),
            (["deploy", "--region", ""], "must name an AWS region"),
            (["doctor", "--profile", ""], "must name a profile"),
            (["deploy", "--parameter"], "Missing value"),
            (["deploy", "--image", ""], "must name an image"),
            (["deploy", "--image", "a b"], "must be an image's name"),
            (["deploy", "--image", "x", "--build"], "leave one out"),
            (["deploy", "--timeout", "0"], "between 1 and 1440"),
            (["deploy", "--timeout", "-5"], "between 1 and 1440"),
            (["deploy", "--timeout", "x"], "invalid"), (["deploy", "--timeout", "99999999999999999999"], "invalid"),
            (["deploy", "--stack", "Team"], "lower-case"), (["deploy", "--stack", ""], "lower-case"),
            (["deploy", "--lanes", "gpuspot"], "did you mean `gpu-spot`?"),
            (["deploy", "--region", "no region", "--yes"], "region"), (["deploy", "nonsense"], "Unexpected argument"),
            (["deploy", "--profile", "absent", "--yes"], "absent"),
            (["destroy", "--stack", "team_a"], "lower-case"), (["destroy", "--stack", "../x"], "lower-case"),
            (["destroy", "--timeout", "1441"], "between 1 and 1440"), (["destroy", "--nope"], "Unknown option"),
            (["destroy", "now"], "Unexpected argument"),
            (["doctor", "--stack", "é"], "lower-case"),
            (["doctor", "--stack", String(repeating: "a", count: 31)], "at most 30"),
            (["doctor", "--yes"], "Unknown option"), (["doctor", "team"], "Unexpected argument"),
            (["doctor", "--region", "UPPER"], "region"),
        ])
    func badArguments(arguments: [String], message: String) throws {
        let result = try run(arguments, world("http://127.0.0.1:1"))
        #expect([1, 2, 6].contains(result.exitCode) && !result.signalled, "\(result.exitCode)")
        #expect((result.errorOutput + result.output).contains(message), "\(result.errorOutput)")
    }

    @Test(
        "A region that can't be is refused offline, and one that could is let through with a warning",
        arguments: [
            ("moon-1", 2, "error: --region: there is no AWS region `moon-1`; name one such as eu-central-1"),
            ("eu-centrl-1", 2, "there is no AWS region `eu-centrl-1`; did you mean `eu-central-1`?"),
            ("eu-west-9", 6, "warning: --region: `eu-west-9` is no AWS region that this program knows"),
        ])
    func regions(region: String, exitCode: Int32, message: String) throws {
        var variables = world("")
        variables["AWS_ENDPOINT_URL"] = .some(nil)
        variables["HTTPS_PROXY"] = "http://127.0.0.1:1"
        let result = try run(["destroy", "--region", region], variables)
        #expect(result.exitCode == exitCode, "\(result.errorOutput)")
        #expect(result.errorOutput.contains(message), "\(result.errorOutput)")
        #expect(try run(["prices", "--region", region], variables).exitCode == (exitCode == 2 ? 2 : 0))
    }

    @Test("doctor tells an error's fix once")
    func oneFix() throws {
        var variables = world(try cloud().url)
        variables["AWS_ACCESS_KEY_ID"] = .some(nil)
        variables["AWS_SECRET_ACCESS_KEY"] = .some(nil)
        let result = try run(["doctor"], variables)
        #expect(result.output.components(separatedBy: "fix: run `aws configure`").count == 2, "\(result.output)")
    }

    @Test(
        "A command that is none is told, with the one that is near",
        arguments: [
            (
                ["lunch", "x"],
                "error: stepsweep: no command `lunch`; did you mean `launch`?; there are: plan, launch, "
            ),
            (
                ["results", "pul"],
                "error: stepsweep results: no command `pul`; did you mean `pull`?; there are: pull\n"
            ),
            (["nothing-near"], "no command `nothing-near`; there are: plan"),
        ])
    func mistyped(arguments: [String], message: String) throws {
        let result = try run(arguments, world("http://127.0.0.1:1"))
        #expect(result.exitCode == 2)
        #expect(result.errorOutput.contains(message), "\(result.errorOutput)")
        #expect(try run(["help", "launch"], [:]).exitCode == 0)
    }

    @Test("A stack in any state, asked about by every command, never traps")
    func states() throws {
        for state in [
            "CREATE_COMPLETE", "ROLLBACK_COMPLETE", "DELETE_FAILED", "UPDATE_ROLLBACK_FAILED", "REVIEW_IN_PROGRESS",
            "ODD", "",
        ] {
            let server = try cloud(state)
            for command in ["deploy", "destroy", "doctor"] {
                let result = try run([command], world(server.url))
                #expect(
                    [1, 2].contains(result.exitCode) && !result.signalled, "\(state) \(command): \(result.errorOutput)")
            }
        }
    }
}
