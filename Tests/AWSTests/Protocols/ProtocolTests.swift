import Foundation
import JSON
import TestSupport
import Testing

@testable import AWS

@Suite("Protocols") struct ProtocolTests {
    @Test("JSON goes out with its target and its version")
    func json() async throws {
        let server = try LoopbackServer(answers(.text(200, #"{"executionArn":"a"}"#)))
        let client = try AWSClient.asking(server)
        let answer = try await StepFunctions(client: client)
            .startExecution(stateMachine: "arn:machine", name: "run-1", input: ["a": 1])
        #expect(answer == ["executionArn": "a"])
        let request = server.requests[0]
        #expect(request.method == "POST")
        #expect(request.target == "/")
        #expect(request.headers["x-amz-target"] == "AWSStepFunctions.StartExecution")
        #expect(request.headers["content-type"] == "application/x-amz-json-1.0")
        #expect(request.text == #"{"input":"{\"a\":1}","name":"run-1","stateMachineArn":"arn:machine"}"#)
    }

    @Test("Batch has a path an operation")
    func restJSON() async throws {
        let server = try LoopbackServer(answers(.text(200, #"{"jobs":[{"jobId":"x"}]}"#)))
        let ids = (0..<150).map { "job-\($0)" }
        #expect(try await Batch(client: .asking(server)).describeJobs(ids).count == 2)
        #expect(server.requests.map(\.target) == ["/v1/describejobs", "/v1/describejobs"])
        #expect(try JSON(parsing: server.requests[1].body)["jobs"]?.array?.count == 50)
    }

    @Test("Scheduler has a path a schedule; what is gone already is no error")
    func scheduler() async throws {
        let missing = LoopbackAnswer.text(
            404, #"{"Message":"Schedule a does not exist."}"#,
            headers: ["x-amzn-ErrorType": "ResourceNotFoundException"])
        let server = try LoopbackServer { request in
            switch (request.method, request.target.contains("NextToken")) {
            case ("POST", _): .text(200, #"{"ScheduleArn":"arn:a"}"#)
            case ("GET", false) where request.target.hasPrefix("/schedules?"):
                .text(200, #"{"Schedules":[{"Name":"a"}],"NextToken":"t/1"}"#)
            case ("GET", true): .text(200, #"{"Schedules":[{"Name":"b"}],"NextToken":null}"#)
            case ("GET", _) where request.target.hasPrefix("/tags/"): .text(200, #"{"Tags":[{"Key":"k","Value":"v"}]}"#)
            default: missing
            }
        }
        let scheduler = Scheduler(client: try .asking(server))
        try await scheduler.createSchedule("digits-1", ["GroupName": "team"])
        try await scheduler.deleteSchedule("digits-1", group: "team")
        try await scheduler.deleteGroup("team")
        #expect(try await scheduler.group("team") == nil)
        #expect(try await scheduler.schedules(group: "team").collect("Schedules") == [["Name": "a"], ["Name": "b"]])
        #expect(try await scheduler.tags(ofGroup: "arn:aws:scheduler:r:1:schedule-group/team") == ["k": "v"])
        #expect(
            server.requests.map { "\($0.method) \($0.target)" } == [
                "POST /schedules/digits-1", "DELETE /schedules/digits-1?groupName=team", "DELETE /schedule-groups/team",
                "GET /schedule-groups/team", "GET /schedules?ScheduleGroup=team",
                "GET /schedules?ScheduleGroup=team&NextToken=t%2F1",
                "GET /tags/arn%3Aaws%3Ascheduler%3Ar%3A1%3Aschedule-group%2Fteam",
            ])
        #expect(server.requests[0].text == #"{"GroupName":"team"}"#)
        #expect(server.requests.dropFirst().filter { !$0.body.isEmpty }.isEmpty)
    }

    @Test("The query protocol writes lists and structures as a form, and reads XML")
    func query() async throws {
        let server = try LoopbackServer(
            answers(
                .text(
                    200,
                    """
                    <?xml version="1.0"?><CreateStackResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/">
                      <CreateStackResult><StackId>arn:a&amp;b</StackId></CreateStackResult>
                      <ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></CreateStackResponse>
                    """)))
        let answer = try await CloudFormation(client: .asking(server)).createStack([
            "StackName": "s", "Capabilities": ["CAPABILITY_IAM"], "Tags": [["Key": "a b", "Value": "1+1"]],
            "EnableTerminationProtection": false, "NotificationARNs": [],
        ])
        #expect(answer == ["StackId": "arn:a&b"])
        #expect(
            server.requests[0].text
                == "Action=CreateStack&Version=2010-05-15&Capabilities.member.1=CAPABILITY_IAM&EnableTerminationProtection=false&NotificationARNs=&StackName=s&Tags.member.1.Key=a%20b&Tags.member.1.Value=1%2B1"
        )
    }

    @Test("EC2 counts its lists without a word, and its lists of items are read")
    func ec2() async throws {
        let server = try LoopbackServer(
            answers(
                .text(
                    200,
                    "<DescribeVpcsResponse><requestId>r</requestId><vpcSet><item><vpcId>v1</vpcId></item><item><vpcId>v2</vpcId></item></vpcSet></DescribeVpcsResponse>"
                )))
        let answer = try await AWSClient.asking(server).call(
            .ec2, "DescribeVpcs", ["Filter": [["Name": "isDefault", "Value": ["true"]]]])
        #expect(answer["vpcSet"] == [["vpcId": "v1"], ["vpcId": "v2"]])
        #expect(
            server.requests[0].text
                == "Action=DescribeVpcs&Version=2016-11-15&Filter.1.Name=isDefault&Filter.1.Value.1=true")
    }

    @Test("Pages follow one another to the last; a token that comes twice ends them with an error")
    func pages() async throws {
        let server = try LoopbackServer { request in
            let token = (try? JSON(parsing: request.body))?["nextToken"]?.string
            switch token {
            case nil: return .text(200, #"{"events":[1,2],"nextToken":"a"}"#)
            case "a": return .text(200, #"{"events":[3],"nextToken":"b"}"#)
            default: return .text(200, #"{"events":[4]}"#)
            }
        }
        let history = StepFunctions(client: try .asking(server)).executionHistory(arn: "e")
        #expect(try await history.collect("events") == [1, 2, 3, 4])
        #expect(try await history.collect("events", limit: 1) == [1])
        let stuck = Pages(token: "t", input: [:]) { _ in ["t": "same"] }
        await #expect(throws: Pages.Loop.self) { try await stuck.collect("x") }
    }

    @Test("Log events are read until the token repeats")
    func logs() async throws {
        let server = try LoopbackServer(
            answers(
                .text(200, #"{"events":[{"message":"a"}],"nextForwardToken":"f/1"}"#),
                .text(200, #"{"events":[],"nextForwardToken":"f/1"}"#)))
        #expect(try await AWSClient.asking(server).logEvents(group: "g", stream: "s") == [["message": "a"]])
        #expect(server.requests.count == 2)
    }

    @Test("A registry's login is taken apart, and an absent stack is no error")
    func thinCalls() async throws {
        let login = try LoopbackServer(
            answers(
                .text(
                    200,
                    #"{"authorizationData":[{"authorizationToken":"QVdTOnBhc3M6d29yZA==","proxyEndpoint":"https://e"}]}"#
                )))
        let found = try await ECR(client: .asking(login)).authorizationToken()
        #expect(found == RegistryLogin(user: "AWS", password: "pass:word", endpoint: "https://e"))
        let none = try LoopbackServer(
            answers(
                .text(
                    400,
                    "<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack with id x does not exist</Message></Error></ErrorResponse>"
                )))
        #expect(try await CloudFormation(client: .asking(none)).stack("x") == nil)
        let identity = try LoopbackServer(
            answers(
                .text(
                    200,
                    "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>a</Arn><UserId>u</UserId><Account>1</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"
                )))
        #expect(try await AWSClient.asking(identity).callerIdentity() == CallerIdentity(account: "1", arn: "a"))
    }

    /// A protocol's error document, and what must be read from it.
    static let samples: [(Service, Int, String, [String: String], String, String)] = [
        (.ecs, 400, #"{"__type":"com.amazonaws#FooException","message":"m"}"#, [:], "FooException", "m"),
        (.ecs, 400, #"{"__type":"FooException:http://internal.amazon.com/","Message":"m"}"#, [:], "FooException", "m"),
        (.batch, 404, #"{"message":"m"}"#, ["x-amzn-errortype": "NotThere:http://x/"], "NotThere", "m"),
        (.ecs, 400, #"{"__type":"X"}"#, ["x-amzn-query-error": "AWS.Old.Code;Sender"], "AWS.Old.Code", ""),
        (.ecs, 400, #"{"code":"C","errorMessage":"m"}"#, [:], "C", "m"),
        (
            .sts, 403, "<ErrorResponse><Error><Code>C</Code><Message>m &lt;1&gt;</Message></Error></ErrorResponse>",
            [:], "C", "m <1>"
        ),
        (
            .ec2, 400, "<Response><Errors><Error><Code>C</Code><Message>m</Message></Error></Errors></Response>", [:],
            "C", "m"
        ),
        (
            .s3, 404, "<?xml version=\"1.0\"?><Error><Code>NoSuchKey</Code><Message>m</Message></Error>", [:],
            "NoSuchKey", "m"
        ),
        (.ecs, 400, "", [:], "BadRequest", ""),
        (.ecs, 403, "<html>a proxy's page</html>", [:], "Forbidden", ""),
        (.sts, 404, "{\"not\":\"xml\"", [:], "NotFound", ""),
        (.sts, 400, "<ErrorResponse><Error><Code>Cut", [:], "BadRequest", ""),
        (.ecs, 400, #"{"__type":"#, [:], "BadRequest", ""),
        (.ecs, 418, "[]", [:], "HTTP418", ""),
    ]

    @Test("Errors are read in each protocol, and broken ones by their status", arguments: 0..<samples.count)
    func errors(index: Int) {
        let (service, status, body, headers, code, message) = Self.samples[index]
        let response = HTTPResponse(
            status: status, headers: headers.map { .init($0.key, $0.value) } + [.init("x-amzn-requestid", "r1")],
            body: Data(body.utf8))
        let error = ErrorDecoder.decode(response, of: ServiceCall(service: service, operation: "Do"), region: "r")
        #expect(error.code == code)
        #expect(error.message == message)
        #expect(error.requestID == "r1")
    }

    @Test("An access that is denied names the action to allow")
    func denied() {
        let response = HTTPResponse(
            status: 400, body: Data(#"{"__type":"AccessDeniedException","message":"User u is not authorized"}"#.utf8))
        let error = ErrorDecoder.decode(
            response, of: ServiceCall(service: .stepFunctions, operation: "StartExecution"), region: "eu-central-1")
        #expect(
            error.description
                == "Step Functions StartExecution in eu-central-1: AccessDeniedException, status 400: User u is not authorized: let a policy of these credentials allow states:StartExecution"
        )
    }

    @Test(
        "An answer that is cut off or no document is said to be unreadable",
        arguments: [
            (Service.ecs, "{\"a\":"), (.ecs, "<html/>"), (.ecs, String(repeating: "[", count: 100_000)),
            (.sts, "<A><B>"),
            (.sts, "{}"), (.sts, ""), (.sts, String(repeating: "<a>", count: 100_000)),
        ])
    func unreadable(service: Service, text: String) async throws {
        let server = try LoopbackServer(answers(.text(200, text)))
        let error = await #expect(throws: AWSError.self) { try await AWSClient.asking(server).call(service, "Do") }
        #expect(error?.code == "UnreadableAnswer")
        #expect((error?.description.count ?? 0) < 400)
    }
}
