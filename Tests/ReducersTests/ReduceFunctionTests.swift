import Foundation
import JSON
import ObjectStore
import Reducers
import SweepModel
import TestSupport
import Testing

@Suite("stepsweep-reduce behind the Runtime API") struct ReduceFunctionTests {
    @Test("It serves good, malformed and late events in turn")
    func serves() throws {
        let sweep = try Sweep(.sample(trialCount: 1))
        try sweep.add([.sample("aa", metrics: ["validation_accuracy": 0.9])])
        let slow = WorkDocument.sample(sweep: "slow-1", reduceCommand: ["sleep", "600"])
        try sweep.store.put(StoreKey.work(slow.sweep), JSONEncoder().encode(slow))

        let now = Int(Date().timeIntervalSince1970 * 1000)
        let good = #"{"sweep": "digits-0123abcd", "store": "\#(sweep.store.root)"}"#
        let server = try RuntimeAPIServer(events: [
            RuntimeAPIEvent(good, requestID: "r1", deadlineMilliseconds: now + 900_000),
            RuntimeAPIEvent("{", requestID: "r2", deadlineMilliseconds: now + 900_000),
            RuntimeAPIEvent(
                #"{"sweep": "nothing", "store": "\#(sweep.store.root)"}"#, requestID: "r3",
                deadlineMilliseconds: now + 900_000),
            RuntimeAPIEvent(
                #"{"sweep": "slow-1", "store": "\#(sweep.store.root)"}"#, requestID: "r4",
                deadlineMilliseconds: now),
            RuntimeAPIEvent(good, requestID: "r5", deadlineMilliseconds: now + 900_000),
        ])
        let ended = try run("stepsweep-reduce", [], environment: ["AWS_LAMBDA_RUNTIME_API": server.endpoint])

        let answers = server.calls.filter { $0.method == "POST" }
        #expect(
            answers.map { $0.path.replacingOccurrences(of: "/2018-06-01/runtime/invocation/", with: "") }
                == ["r1/response", "r2/error", "r3/error", "r4/error", "r5/response"])
        #expect(
            answers.map(\.errorType)
                == [nil, "Reduce.MalformedEvent", "Reduce.UnknownSweep", "Reduce.CommandTimeout", nil])
        let expected = try sweep.reduce().json.text()
        #expect(answers.first?.body == expected && answers.last?.body == expected)
        #expect(ended.exitCode == 1)
        #expect(ended.errorOutput.hasPrefix("stepsweep-reduce: "))
    }

    @Test("It takes a schedule away that has done its duty, and says where it can't")
    func schedule() throws {
        let sweep = try Sweep(.sample(trialCount: 1))
        let schedule = GateSchedule(group: "team", sweep: sweep.work.sweep, run: 1)
        let event = schedule.event(sweep: sweep.work.sweep, store: sweep.store.root).text()
        let scheduler = try LoopbackServer { request in
            request.target.contains("team")
                ? .text(404, #"{"Message":"none"}"#, headers: ["x-amzn-ErrorType": "ResourceNotFoundException"])
                : .text(403, #"{"Message":"no"}"#, headers: ["x-amzn-ErrorType": "AccessDeniedException"])
        }
        let deadline = Int(Date().timeIntervalSince1970 * 1000) + 900_000
        let runtime = try RuntimeAPIServer(events: [
            RuntimeAPIEvent(event, requestID: "r1", deadlineMilliseconds: deadline),
            RuntimeAPIEvent(
                event.replacing(#""group":"team""#, with: #""group":"other""#), requestID: "r2",
                deadlineMilliseconds: deadline),
        ])
        _ = try run(
            "stepsweep-reduce", [],
            environment: [
                "AWS_LAMBDA_RUNTIME_API": runtime.endpoint, "AWS_ENDPOINT_URL": scheduler.url,
                "AWS_REGION": "eu-central-1", "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "made-up",
                "AWS_EC2_METADATA_DISABLED": "true",
            ])
        #expect(
            scheduler.requests.map { "\($0.method) \($0.target)" } == [
                "DELETE /schedules/digits-0123abcd-1?groupName=team",
                "DELETE /schedules/digits-0123abcd-1?groupName=other",
            ])
        let answers = runtime.calls.filter { $0.method == "POST" }
        #expect(answers.map(\.errorType) == [nil, "Reduce.Schedule"])
        #expect(answers[0].body == #"{"gate":null}"#)
        #expect(answers[1].body.contains("scheduler:DeleteSchedule"))
    }

    @Test("Without scratch space it says so before the first event")
    func noScratchSpace() throws {
        let server = try RuntimeAPIServer(events: [])
        let ended = try run(
            "stepsweep-reduce", [],
            environment: ["AWS_LAMBDA_RUNTIME_API": server.endpoint, "TMPDIR": "/nowhere/at/all"])
        #expect(ended.exitCode == 1)
        #expect(server.calls.map(\.path) == ["/2018-06-01/runtime/init/error"])
        #expect(server.calls.map(\.errorType) == ["Runtime.NoScratchFolder"])
    }
}
