import AWS
import Foundation
import JSON
import ObjectStore
import Synchronization
import SweepCompiler
import SweepEngines
import SweepModel
import TestSupport
import Testing

@testable import StepFunctionsEngine

@Suite("The schedule that watches a budget's gate") struct GateWatchTests {
    private func stack(role: String? = "arn:aws:iam::1:role/team-SchedulerRole") -> CloudStack {
        CloudStack(
            name: "team",
            target: Target(bucket: "team-bucket-1", reducer: "arn:aws:lambda:eu-central-1:1:function:team-reducer"),
            stateMachineRole: "arn:aws:iam::1:role/team-StateMachineRole", schedulerRole: role)
    }

    @Test("asks the reducer each minute, until the execution can't run any more")
    func begin() async throws {
        let plan = try goldenPlan("digits-gated")
        let sweep = try #require(plan.sweep)
        let server = try LoopbackServer { _ in .text(200, "{}") }
        let watch = try #require(
            try GateWatch(plan, machine: Data(#"{"TimeoutSeconds":7200}"#.utf8), stack()))
        let before = Date().timeIntervalSince1970
        try await watch.begin(.sample(sweep, runs: 2), run: 2, server.client())
        let request = server.requests[0]
        #expect(request.operation == "POST /schedules/\(sweep)-2")
        let schedule = try JSON(parsing: request.body)
        #expect(schedule["GroupName"] == "team" && schedule["ScheduleExpression"] == "rate(1 minute)")
        let seconds = try #require(schedule["EndDate"]?.double) - before
        #expect((10_799...10_860).contains(seconds))
        #expect(schedule["Target"]?["RoleArn"] == "arn:aws:iam::1:role/team-SchedulerRole")
        let event = try JSON(parsing: try #require(schedule["Target"]?["Input"]?.string))
        #expect(
            event == [
                "gate": true, "sweep": .string(sweep), "store": "team-bucket-1",
                "schedule": ["group": "team", "name": .string("\(sweep)-2")],
            ])
    }

    @Test("replaces one that an earlier try made, which may end too early")
    func conflict() async throws {
        let plan = try goldenPlan("digits-gated")
        let isFirst = Mutex(true)
        let server = try LoopbackServer { request in
            let exists =
                request.method == "POST"
                && isFirst.withLock { first in
                    defer { first = false }
                    return first
                }
            return exists
                ? .text(409, #"{"Message":"Schedule exists"}"#, headers: ["x-amzn-ErrorType": "ConflictException"])
                : .text(200, "{}")
        }
        let watch = try #require(try GateWatch(plan, machine: Data(), stack()))
        try await watch.begin(.sample("s-1"), run: 1, server.client())
        #expect(
            server.requests.map(\.operation) == [
                "POST /schedules/s-1-1", "DELETE /schedules/s-1-1", "POST /schedules/s-1-1",
            ])
    }

    @Test("of an execution that goes on has a name of its own, which no older look takes away")
    func redriven() async throws {
        let plan = try goldenPlan("digits-gated")
        let server = try LoopbackServer { _ in .text(200, "{}") }
        let watch = try #require(try GateWatch(plan, machine: Data(), stack()))
        try await watch.begin(.sample("s-1"), run: 1, redrives: 1, server.client())
        try await GateWatch.end(.sample("s-1"), run: 1, server.client())
        #expect(server.requests.map(\.operation) == ["POST /schedules/s-1-1.1", "DELETE /schedules/s-1-1"])
    }

    @Test("is not there without a gate, and an old stack is told to be deployed again")
    func none() throws {
        #expect(try GateWatch(goldenPlan("digits"), machine: Data(), stack(role: nil)) == nil)
        let error = #expect(throws: CloudError.self) {
            try GateWatch(goldenPlan("digits-gated"), machine: Data(), stack(role: nil))
        }
        #expect(
            error?.description
                == "stack `team` can't run this sweep: budget.max_usd needs a schedule, and the stack has no output SchedulerRole: run `stepsweep deploy` again"
        )
    }

    @Test(
        "goes behind an execution that has ended, and only then",
        arguments: [("SUCCEEDED", true), ("ABORTED", true), ("RUNNING", false), ("PENDING_REDRIVE", false)])
    func end(status: String, goes: Bool) async throws {
        let server = try LoopbackServer { _ in
            .text(403, #"{"Message":"no"}"#, headers: ["x-amzn-ErrorType": "AccessDeniedException"])
        }
        let folder = try TemporaryFolder()
        let store = try FolderStore(root: folder.path)
        let engine = StepFunctionsEngine(client: try server.client(), local: store)
        try await engine.endWatch(of: .sample("s-1"), behind: ["status": .string(status)])
        #expect(server.requests.isEmpty)
        try store.put(StoreKey.control("s-1"), Data("{}".utf8))
        // Whoever may not take it away may look all the same.
        try await engine.endWatch(of: .sample("s-1"), behind: ["status": .string(status)])
        #expect(server.requests.map(\.operation) == (goes ? ["DELETE /schedules/s-1-1"] : []))
    }
}
