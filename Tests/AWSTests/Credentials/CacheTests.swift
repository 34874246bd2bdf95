import Foundation
import Testing

@testable import AWS

@Suite("Kept credentials") struct CacheTests {
    private struct Broken: Error {}

    private func cache(_ watch: Watch, _ counter: Counter, seconds: Double = 3600, failing: Set<Int> = [])
        -> CredentialsCache
    {
        CredentialsCache(now: { watch.now }) {
            let number = counter.next()
            if failing.contains(number) { throw Broken() }
            return Credentials(
                accessKeyID: "KEY\(number)", secretAccessKey: "s", expiration: watch.now.addingTimeInterval(seconds))
        }
    }

    @Test("Are renewed five minutes before they expire and not sooner")
    func early() async throws {
        let (watch, counter) = (Watch(), Counter())
        let cache = cache(watch, counter)
        #expect(try await cache.credentials().accessKeyID == "KEY1")
        watch.advance(3299)
        #expect(try await cache.credentials().accessKeyID == "KEY1")
        watch.advance(2)
        #expect(try await cache.credentials().accessKeyID == "KEY2")
    }

    @Test("Are looked for once by a hundred tasks at a time")
    func once() async throws {
        let (watch, counter) = (Watch(), Counter())
        let cache = cache(watch, counter)
        try await withThrowingTaskGroup(of: Credentials.self) { group in
            for _ in 0..<100 { group.addTask { try await cache.credentials() } }
            for try await keys in group { #expect(keys.accessKeyID == "KEY1") }
        }
        #expect(counter.value == 1)
    }

    @Test("Stay in use where an early renewal fails, which is tried again half a minute later")
    func failedRenewal() async throws {
        let (watch, counter) = (Watch(), Counter())
        let cache = cache(watch, counter, failing: [2, 4])
        _ = try await cache.credentials()
        watch.advance(3400)
        #expect(try await cache.credentials().accessKeyID == "KEY1")
        #expect(try await cache.credentials().accessKeyID == "KEY1")
        #expect(counter.value == 2)
        watch.advance(31)
        #expect(try await cache.credentials().accessKeyID == "KEY3")
        watch.advance(3601)
        await #expect(throws: Broken.self) { try await cache.credentials() }
    }

    @Test("Are forgotten where AWS refuses them")
    func invalidated() async throws {
        let (watch, counter) = (Watch(), Counter())
        let cache = cache(watch, counter)
        _ = try await cache.credentials()
        await cache.invalidate("KEY1")
        #expect(try await cache.credentials().accessKeyID == "KEY2")
        await cache.invalidate("KEY1")
        #expect(try await cache.credentials().accessKeyID == "KEY2")
    }
}
