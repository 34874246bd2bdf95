import AWS
import Foundation
import JSON
import ObjectStore
import SweepCompiler
import SweepEngines
import SweepModel
import TestSupport
import Testing

@testable import StepFunctionsEngine

@Suite("What a sweep has used") struct BillTests {
    private func job(_ pack: String, lane: String = "spot", _ status: String, _ attempts: [(Int, Int)]) -> JSON {
        [
            "jobName": .string("s-1-\(pack)"), "status": .string(status), "jobId": .string("id-\(pack)"),
            "jobQueue": .string("arn:aws:batch:eu-central-1:1:job-queue/team-\(lane)"),
            "attempts": .array(attempts.map { ["startedAt": .integer($0.0), "stoppedAt": .integer($0.1)] }),
        ]
    }

    @Test("is every container that began, and lost is what did not end its pack")
    func jobs() throws {
        var use = ContainerUse(sweep: "s-1", stack: "team")
        use.add(job: job("p0000", "SUCCEEDED", [(1_000, 11_000), (20_000, 50_000)]))
        use.add(job: job("p0001", lane: "on-demand", "FAILED", [(0, 4_000)]))
        use.add(job: ["jobName": "s-1-p0002", "status": "FAILED", "jobQueue": "team-spot"])
        // Of another sweep, and of another stack's queue.
        use.add(job: [
            "jobName": "s-2-p0000", "status": "SUCCEEDED", "jobQueue": "team-spot", "startedAt": 0, "stoppedAt": 9,
        ])
        use.add(job: ["jobName": "s-1-p0003", "status": "SUCCEEDED", "jobQueue": "x", "startedAt": 0, "stoppedAt": 9])
        let spot = try #require(use.lanes[.spot])
        #expect(spot.attempts == 2 && spot.seconds == 40)
        #expect(spot.lostAttempts == 1 && spot.lostSeconds == 10)
        #expect(use.lanes[.onDemand]?.lostSeconds == 4)
        use.add(job: job("p0004", lane: "fargate-spot", "SUCCEEDED", [(0, 5_000), (6_000, 9_000)]))
        #expect(use.lanes[.fargateSpot]?.seconds == 8 && use.lanes[.fargateSpot]?.lostSeconds == 5)
        #expect(use.packs == ["p0000", "p0001", "p0002", "p0004"])
    }

    @Test("comes from Batch, behind that from the records, and costs what the region's prices say")
    func bill() async throws {
        let plan = try goldenPlan("digits-mixed")
        let sweep = try #require(plan.sweep)
        let folder = try TemporaryFolder()
        let store = try FolderStore(root: folder.path)
        try store.put(StoreKey.plan(sweep), Data(plan.bytes()))
        try CloudRecord(sweep: sweep, local: store).keep(.sample(sweep))
        var outcome = TrialOutcome.sample("aa", sweep: sweep, pack: "p0001", generation: 2, seconds: 60)
        outcome.provenance.lane = .fargateSpot
        try store.put(
            StoreKey.outcomes(sweep, pack: "p0001", generation: 2, part: 1), Data(JSON(encoding: outcome).bytes()))
        let known = JSON.object([
            "jobs": [
                [
                    "jobName": .string("\(sweep)-p0000"), "status": "SUCCEEDED", "jobQueue": "team-gpu-spot",
                    "attempts": [["startedAt": 0, "stoppedAt": 3_600_000]],
                ]
            ]
        ]).text()
        let lease = StoreKey.lease(sweep, pack: "p0001")
        let server = try LoopbackServer { request in
            switch request.operation {
            case "POST /v1/listjobs": .text(200, #"{"jobSummaryList":[{"jobId":"a"}]}"#)
            case "POST /v1/describejobs": .text(200, known)
            case "GET /team-bucket-1/\(lease)":
                .text(200, #"{"generation":2,"released":true}"#, headers: ["ETag": "\"1\""])
            case let list where list.hasPrefix("GET /team-bucket-1"):
                .text(
                    200,
                    "<ListBucketResult><Contents><Key>\(lease)</Key><Size>1</Size><ETag>1</ETag></Contents></ListBucketResult>"
                )
            default: .text(500, "")
            }
        }
        let engine = StepFunctionsEngine(client: try server.client(), local: store)
        let bill = try await engine.bill(of: sweep, prices: .builtIn())
        #expect(bill.attempts == 2 && bill.seconds == 3_660 && bill.lostAttempts == 0)
        #expect(bill.attemptsFromRecords == 1 && bill.attemptsOfUnknownLength == 1)
        let spot = try #require(bill.lanes.first { $0.lane == .gpuSpot }?.usd)
        let rate = try #require(plan.rate(of: .gpuSpot, with: .builtIn()))
        #expect(abs(spot.least - rate.leastUSD) < 1e-12 && abs(spot.most - rate.mostUSD) < 1e-12)
        let all = try #require(bill.usd)
        #expect(all.least > spot.least && bill.lanesWithoutPrice.isEmpty && bill.pricesFrom != nil)
        let elsewhere = try await engine.bill(of: sweep, prices: PriceTable(region: "eu-north-1", prices: []))
        #expect(elsewhere.usd == nil && elsewhere.lanesWithoutPrice == [.fargateSpot, .gpuSpot])
    }
}
