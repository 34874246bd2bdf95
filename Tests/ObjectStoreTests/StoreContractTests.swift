import Foundation
import ObjectStore
import Testing

/// What every store promises.
struct StoreContractTests {
    @Test("What was put is what one gets, and its version is the one that put gave", arguments: StoreKind.allCases)
    func roundTrip(kind: StoreKind) throws {
        try kind.withStore { store in
            for bytes in [Data(), Data([0, 10, 255]), Data(repeating: 7, count: 3 << 20)] {
                let version = try store.put("a/b.bin", bytes)
                #expect(try store.get("a/b.bin") == StoredObject(bytes: bytes, version: version))
            }
            #expect(try store.exists("a/b.bin"))
        }
    }

    @Test("An object that was never put is not there", arguments: StoreKind.allCases)
    func absence(kind: StoreKind) throws {
        try kind.withStore { store in
            #expect(try store.get("nothing/here") == nil)
            #expect(try !store.exists("nothing/here"))
            #expect(try store.list(prefix: "nothing/").isEmpty)
            try store.delete("nothing/here")
        }
    }

    @Test("A part of a key is no object", arguments: StoreKind.allCases)
    func folderIsNoObject(kind: StoreKind) throws {
        try kind.withStore { store in
            try store.put("a/b/c", Data([1]))
            #expect(try store.get("a/b") == nil)
            #expect(try !store.exists("a/b"))
        }
    }

    @Test("A put that needs absence fails on an object and leaves it as it was", arguments: StoreKind.allCases)
    func absentCondition(kind: StoreKind) throws {
        try kind.withStore { store in
            try store.put("k", Data([1]), if: .absent)
            #expect(throws: ObjectStoreError.conflict(key: "k")) { try store.put("k", Data([2]), if: .absent) }
            #expect(try store.get("k")?.bytes == Data([1]))
            try store.delete("k")
            try store.put("k", Data([3]), if: .absent)
            #expect(try store.get("k")?.bytes == Data([3]))
        }
    }

    @Test("A swap fails once the object changed or is gone", arguments: StoreKind.allCases)
    func unchangedCondition(kind: StoreKind) throws {
        try kind.withStore { store in
            let first = try store.put("k", Data([1]))
            let second = try store.put("k", Data([2]), if: .unchanged(first))
            #expect(throws: ObjectStoreError.conflict(key: "k")) {
                try store.put("k", Data([3]), if: .unchanged(first))
            }
            #expect(try store.get("k")?.bytes == Data([2]))
            try store.delete("k")
            #expect(throws: ObjectStoreError.conflict(key: "k")) {
                try store.put("k", Data([4]), if: .unchanged(second))
            }
            #expect(try store.get("k") == nil)
        }
    }

    @Test("Keys are listed in the order of their bytes, by any beginning", arguments: StoreKind.allCases)
    func listing(kind: StoreKind) throws {
        try kind.withStore { store in
            let keys = ["a/1", "a/10", "a/2", "a-b", "a/é", "a/Z", "b/c/d"]
            for key in keys.shuffled() { try store.put(key, Data()) }
            #expect(try store.list(prefix: "") == ["a-b", "a/1", "a/10", "a/2", "a/Z", "a/é", "b/c/d"])
            #expect(try store.list(prefix: "a/") == ["a/1", "a/10", "a/2", "a/Z", "a/é"])
            #expect(try store.list(prefix: "a/1") == ["a/1", "a/10"])
            #expect(try store.list(prefix: "a") == ["a-b", "a/1", "a/10", "a/2", "a/Z", "a/é"])
            #expect(try store.list(prefix: "c/").isEmpty)
        }
    }

    @Test(
        "However a put waits for the disk, the object is there at once, under every condition",
        arguments: StoreKind.allCases, [Durability.synchronised, .deferred, .ordered])
    func durability(kind: StoreKind, durability: Durability) throws {
        try kind.withStore { store in
            try store.put("a/b/c", Data([1]), if: .absent, durability: durability)
            #expect(try store.get("a/b/c")?.bytes == Data([1]))
            let version = try store.put("d/e", Data([2]), durability: durability)
            try store.put("d/e", Data([3]), if: .unchanged(version), durability: durability)
            try store.synchronise()
            #expect(try store.get("d/e")?.bytes == Data([3]))
            #expect(try FileManager.default.contentsOfDirectory(atPath: store.root + "/.staging").isEmpty)
        }
    }

    static let refusedKeys = [
        "", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/..", "a/./b", "a/../../b", "a\0b", ".locks/1", ".staging",
        String(repeating: "n", count: 256), String(repeating: "n/", count: 512) + "n",
    ]

    @Test("A key that could leave the store is refused by every call", arguments: StoreKind.allCases, refusedKeys)
    func refusal(kind: StoreKind, key: String) throws {
        let left = try kind.withStore { store in
            let calls: [() throws -> Void] = [
                { _ = try store.get(key) }, { _ = try store.exists(key) }, { try store.put(key, Data()) },
                { try store.delete(key) }, { _ = try store.path(of: key) },
            ]
            for call in calls { #expect(isRefused(call)) }
            return try store.list(prefix: "")
        }
        #expect(left.isEmpty)
    }

    private func isRefused(_ call: () throws -> Void) -> Bool {
        do {
            try call()
            return false
        } catch ObjectStoreError.invalidKey {
            return true
        } catch {
            return false
        }
    }

    @Test("Odd names that harm nobody are kept", arguments: StoreKind.allCases)
    func oddKeys(kind: StoreKind) throws {
        let keys = [" ", "a b/c d", ".hidden", "...", "ä/日本/🚀", "-rf", "a\nb", "*?[]{}$(x)`'\"", "CON", "a\\b"]
        try kind.withStore { store in
            for key in keys + [String(repeating: "n", count: 255)] {
                try store.put(key, Data(key.utf8))
                #expect(try store.get(key)?.bytes == Data(key.utf8))
                #expect(try store.list(prefix: key).contains(key))
            }
        }
    }
}
