import Foundation
import JSON
import ObjectStore
import SweepModel
import TestSupport
import Testing

@testable import TrialRunner

struct PackLeaseTests {
    private let folder: TemporaryFolder
    private let store: FolderStore

    init() throws {
        folder = try TemporaryFolder()
        store = try FolderStore(root: folder.path)
    }

    private func take(seconds: Double = 3600) throws -> PackLease {
        var request = LeaseRequest(
            store: store, key: "l", seconds: seconds, stop: try StopSignal(catchesSignals: false))
        guard case .held(let lease) = try request.answer(isComplete: { _ in true }) else { throw Refused() }
        return lease
    }

    private struct Refused: Error {}

    private func stored() throws -> LeaseDocument {
        try JSON(parsing: try #require(try store.get("l")).bytes).decode(LeaseDocument.self)
    }

    @Test("A lease is held by one; its release lets the next in with the next generation")
    func generations() throws {
        let first = try take()
        #expect(first.generation == 1)
        #expect(try first.isHeld() && first.keep())
        #expect(throws: Refused.self) { try take() }
        first.release()
        #expect(try !first.isHeld())
        #expect(try take().generation == 2)
    }

    @Test("A holder that was overtaken knows it at its next renewal and leaves the new lease alone")
    func overtaken() throws {
        let lease = try take(seconds: 0)
        var other = try stored()
        other.generation = 2
        other.holder.token = "other"
        try store.put("l", PackLease.bytes(of: other))
        #expect(try !lease.keep())
        #expect(try !lease.isHeld())
        lease.release()
        #expect(try stored() == other)
    }

    @Test("A renewal changes the object, so that a watcher sees life")
    func renewal() throws {
        let lease = try take(seconds: 0)
        let before = try store.get("l")?.version
        #expect(try lease.keep())
        #expect(try store.get("l")?.version != before)
    }

    @Test("A lease that a power cut left empty is free once it was watched for a lease's time")
    func emptyLease() throws {
        try store.put("l", Data())
        let began = Date()
        #expect(try take(seconds: 0.3).generation == 1)
        #expect(Date().timeIntervalSince(began) > 0.3)
    }

    @Test("A holder is gone only where that is certain")
    func goneHolders() throws {
        let own = LeaseHolder.current()
        #expect(!own.isGone)
        var other = own
        other.process = Int32.max
        #expect(other.isGone)
        other.boot = "another boot"
        #expect(!other.isGone)
        other.boot = nil
        #expect(!other.isGone)
        var recycled = own
        recycled.startedAt = (own.startedAt ?? 0) + 1
        #expect(recycled.isGone)
    }

    @Test("The document reads back as it was written, and has no secret")
    func document() throws {
        let lease = LeaseDocument(
            generation: 3,
            holder: LeaseHolder(host: "h", boot: "b", process: 12, startedAt: 34, token: "t"), renewedAt: 1.25,
            seconds: 30, released: false)
        let bytes = PackLease.bytes(of: lease)
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == #"{"generation":3,"holder":{"boot":"b","host":"h","process":12,"startedAt":34,"token":"t"},"released":false,"renewedAt":1.25,"seconds":30.0}"#
        )
        #expect(try JSON(parsing: bytes).decode(LeaseDocument.self) == lease)
    }

    @Test("Who lost the lease stores no outcome")
    func lostLeaseWritesNothing() throws {
        let lease = try take(seconds: 0)
        let writer = OutcomeWriter(store: store, lease: lease, sweep: "s", pack: "p", flushSeconds: 0)
        writer.add(.example)
        var other = try stored()
        other.generation = 2
        try store.put("l", PackLease.bytes(of: other))
        #expect(throws: LeaseLost.self) { try writer.flush() }
        #expect(try store.list(prefix: "sweeps/").isEmpty)
    }

    @Test("Outcomes are stored in parts that are made once, and what belongs to them is cleaned up behind")
    func parts() throws {
        let lease = try take()
        let writer = OutcomeWriter(store: store, lease: lease, sweep: "s", pack: "p", flushSeconds: 0)
        let marker = folder.path + "/marker"
        _ = FileManager.default.createFile(atPath: marker, contents: nil)
        writer.add(.example) { unlink(marker) }
        #expect(FileManager.default.fileExists(atPath: marker))
        try writer.flushWhenDue()
        #expect(!FileManager.default.fileExists(atPath: marker))
        try writer.flush()
        writer.add(.example)
        writer.add(.example)
        try writer.flush()
        let keys = ["sweeps/s/outcomes/p/0001-000000.jsonl", "sweeps/s/outcomes/p/0001-000001.jsonl"]
        #expect(try store.list(prefix: "sweeps/") == keys)
        #expect(try store.get(keys[1])?.bytes.count { $0 == UInt8(ascii: "\n") } == 2)
    }
}
