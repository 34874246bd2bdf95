import Foundation
import JSON
import ObjectStore
import Reducers
import SweepModel
import TestSupport
import Testing

@Suite("The gate") struct GateTests {
    private let limits = ControlDocument.Limits(
        maxUSD: 10, maxFailedPercent: 25, trials: 40, packs: 20, width: 4, servicesUSD: 0,
        lanes: ["spot": ControlDocument.LaneCost(usdPerSecond: 0.001, packUSD: 1)])

    @Test("stays open while spent and in flight stay below the cap")
    func open() {
        let decision = GateDecision(
            limits, ControlDocument.Usage(spentUSD: 6, packsInFlight: 4, inFlightUSD: 4, failedTrials: 10))
        #expect(decision.isOpen)
        #expect(decision.reason == "$10.00 of $10.00 are spent or in flight")
    }

    @Test("closes when they pass it, and says so")
    func money() {
        let decision = GateDecision(limits, ControlDocument.Usage(spentUSD: 6.5, packsInFlight: 4, inFlightUSD: 4))
        #expect(!decision.isOpen)
        #expect(
            decision.reason
                == "$6.50 are spent and the 4 packs in flight may cost $4.00: together more than budget.max_usd, $10.00"
        )
    }

    @Test("closes when more trials failed than the sweep allows")
    func failures() {
        #expect(!GateDecision(limits, ControlDocument.Usage(failedTrials: 11)).isOpen)
        #expect(GateDecision(limits, ControlDocument.Usage(failedTrials: 11), forgiven: 5).isOpen)
    }

    @Test("reckons packs in flight with what others cost, once there are enough")
    func experience() {
        #expect(limits.packUSD(ended: [0.1, 0.2, 0.1]) == 1)
        #expect(limits.packUSD(ended: [0.1, 0.2, 0.1, 0.1]) == 0.4)
        #expect(limits.packUSD(ended: [0.1, 0.9, 0.1, 0.1]) == 1.8)
    }

    @Test("once closed stays closed")
    func closed() {
        var control = ControlDocument(limits: limits)
        control = control.judged(by: ControlDocument.Usage(spentUSD: 11))
        #expect(!control.open)
        let later = control.judged(by: ControlDocument.Usage(spentUSD: 1))
        #expect(!later.open)
        #expect(later.reason == control.reason)
        #expect(later.usage.spentUSD == 1)
    }

    @Test("is closed by a look at leases and outcomes, by compare-and-swap")
    func look() throws {
        let sweep = try Sweep(.sample(trialCount: 40))
        let key = StoreKey.control(sweep.work.sweep)
        let control = ControlDocument(limits: limits)
        try sweep.store.put(key, Data(JSON(encoding: control).bytes()))
        let keeper = GateKeeper()
        let first = try #require(try keeper.look(sweep: sweep.work.sweep, store: sweep.store))
        #expect(first.open)
        #expect(first.usage.packsInFlight == 4)
        // Seven packs of 1,000 s: 1,300 s with their frame, 1.30 USD each.
        for pack in 0..<7 {
            let name = "p000\(pack)"
            try sweep.add([.sample("t\(pack)", pack: name, seconds: 1_000)], pack: name)
            try sweep.store.put(
                StoreKey.lease(sweep.work.sweep, pack: name),
                Data(JSON.object(["generation": 1, "released": true]).bytes()))
        }
        let second = try #require(try keeper.look(sweep: sweep.work.sweep, store: sweep.store))
        #expect(abs(second.usage.spentUSD - 9.1) < 1e-9)
        #expect(!second.open)
        let kept = try #require(try sweep.store.get(key)).bytes
        #expect(try JSON(parsing: kept).decode(ControlDocument.self) == second)
        #expect(try keeper.open(sweep: sweep.work.sweep, store: sweep.store)?.open == true)
        #expect(try keeper.look(sweep: sweep.work.sweep, store: sweep.store)?.open == false)
    }

    @Test("counts an attempt that was lost without a record as a whole pack")
    func lostAttempt() throws {
        let sweep = try Sweep(.sample(trialCount: 40))
        try sweep.store.put(
            StoreKey.control(sweep.work.sweep), Data(JSON(encoding: ControlDocument(limits: limits)).bytes()))
        try sweep.store.put(
            StoreKey.lease(sweep.work.sweep, pack: "p0000"),
            Data(JSON.object(["generation": 3, "released": false]).bytes()))
        let control = try #require(try GateKeeper().look(sweep: sweep.work.sweep, store: sweep.store))
        #expect(control.usage.spentUSD == 2)
    }

    @Test("answers a scheduled event of the Lambda function")
    func lambda() throws {
        let sweep = try Sweep(.sample(trialCount: 40))
        let event: JSON = ["gate": true, "sweep": .string(sweep.work.sweep), "store": .string(sweep.store.root)]
        func handle() throws -> JSON {
            try JSON(parsing: LambdaHandler { try FolderStore(root: $0) }.handle(event: Data(event.bytes())).body)
        }
        #expect(try handle() == ["gate": .null])
        try sweep.store.put(
            StoreKey.control(sweep.work.sweep), Data(JSON(encoding: ControlDocument(limits: limits)).bytes()))
        #expect(try handle()["open"] == true)
    }

    private func answer(_ handler: LambdaHandler, _ event: JSON) throws -> LambdaHandler.Answer {
        try handler.handle(event: Data(event.bytes()))
    }

    @Test("lets its schedule go once it is closed, once its execution is through, and where there is none")
    func schedule() throws {
        let sweep = try Sweep(.sample(trialCount: 40))
        let schedule = GateSchedule(group: "team", sweep: sweep.work.sweep, run: 2)
        #expect(schedule.name == "digits-0123abcd-2")
        let event = schedule.event(sweep: sweep.work.sweep, store: sweep.store.root)
        let handler = LambdaHandler { try FolderStore(root: $0) }
        #expect(try answer(handler, event).finishedSchedule == schedule)
        let key = StoreKey.control(sweep.work.sweep)
        try sweep.store.put(key, Data(JSON(encoding: ControlDocument(limits: limits)).bytes()))
        #expect(try answer(handler, event).finishedSchedule == nil)
        // What the state machine's last call leaves behind.
        try sweep.add([.sample("aa", metrics: ["validation_accuracy": 0.9])])
        _ = try answer(handler, ["sweep": event["sweep"]!, "store": event["store"]!, "run": 2])
        #expect(try answer(handler, event).finishedSchedule == schedule)
        #expect(try GateKeeper().open(sweep: sweep.work.sweep, store: sweep.store)?.needsLooks == true)
        #expect(try answer(handler, event).finishedSchedule == nil)
        try sweep.store.put(
            key, Data(JSON(encoding: ControlDocument(open: false, reason: "closed", limits: limits)).bytes()))
        #expect(try answer(handler, event).finishedSchedule == schedule)
    }

    @Test("opens again under another cap")
    func raised() throws {
        let sweep = try Sweep(.sample(trialCount: 40))
        let closed = ControlDocument(open: false, reason: "closed", limits: limits)
        try sweep.store.put(StoreKey.control(sweep.work.sweep), Data(JSON(encoding: closed).bytes()))
        var higher = limits
        higher.maxUSD = 20
        let opened = try #require(
            try GateKeeper().open(sweep: sweep.work.sweep, store: sweep.store, limits: higher))
        #expect(opened.open && opened.limits.maxUSD == 20)
    }

    @Test("reads each outcome object once, however often it looks")
    func memory() throws {
        let sweep = try Sweep(.sample(trialCount: 40))
        try sweep.store.put(
            StoreKey.control(sweep.work.sweep), Data(JSON(encoding: ControlDocument(limits: limits)).bytes()))
        let key = try sweep.add([.sample("aa", seconds: 100)])
        let keeper = GateKeeper()
        let first = try #require(try keeper.look(sweep: sweep.work.sweep, store: sweep.store)).usage.spentUSD
        #expect(abs(first - 0.4) < 1e-9)
        // It never changes; where it did, a second reading would tell.
        try sweep.store.put(key, Data())
        try sweep.add([.sample("bb", index: 50, seconds: 100)], part: 2)
        let second = try #require(try keeper.look(sweep: sweep.work.sweep, store: sweep.store)).usage.spentUSD
        #expect(abs(second - 0.45) < 1e-9)
    }
}
