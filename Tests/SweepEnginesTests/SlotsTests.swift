import Testing

@testable import SweepEngines

@Suite("A queue's slots") struct SlotsTests {
    @Test("Never more holders than slots")
    func width() async {
        let slots = Slots(count: 3)
        let holders = Holders()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    guard await slots.take() else { return }
                    await holders.enter()
                    await Task.yield()
                    await holders.leave()
                    await slots.give()
                }
            }
        }
        #expect(await holders.most <= 3)
        #expect(await holders.total == 50)
    }

    @Test("A cancelled waiter goes away empty-handed, and its place is not lost")
    func cancellation() async {
        let slots = Slots(count: 1)
        #expect(await slots.take())
        let waiter = Task { await slots.take() }
        waiter.cancel()
        #expect(await waiter.value == false)
        await slots.give()
        #expect(await slots.take())
    }
}

private actor Holders {
    private var now = 0
    private(set) var most = 0
    private(set) var total = 0

    func enter() {
        now += 1
        total += 1
        most = max(most, now)
    }

    func leave() { now -= 1 }
}
