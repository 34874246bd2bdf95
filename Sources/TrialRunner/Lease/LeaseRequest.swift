internal import Foundation
internal import JSON
internal import ObjectStore
internal import SweepModel

/// Asks for a pack's lease until it is given, or isn't needed any more.
struct LeaseRequest {
    enum Answer {
        case held(PackLease)
        /// Another worker brought the pack to its end.
        case complete
        case stopped
    }

    let store: any ObjectStore
    let key: String
    let seconds: Double
    let stop: StopSignal

    /// The lease as it was seen last, and since when it has looked so.
    private var watched: (version: ObjectVersion, since: Double)?

    init(store: any ObjectStore, key: String, seconds: Double, stop: StopSignal) {
        self.store = store
        self.key = key
        self.seconds = seconds
        self.stop = stop
    }

    /// - Parameter isComplete: gets the generation of the worker that is at work now.
    mutating func answer(isComplete: (Int) throws -> Bool) throws -> Answer {
        while true {
            if stop.reason != nil { return .stopped }
            guard let stored = try store.get(key) else {
                if let lease = try take(generation: 1, if: .absent) { return .held(lease) }
                continue
            }
            guard let document = read(stored) else {
                // A power cut can leave one empty. It has no holder who could renew it: it is free when it was watched for long
                // enough, and generations begin anew.
                if hasStood(stored.version, seconds: seconds),
                    let lease = try take(generation: 1, if: .unchanged(stored.version))
                {
                    return .held(lease)
                }
                stop.wait(seconds: min(1, seconds / 10))
                continue
            }
            if isFree(document, stored.version) {
                let next = document.generation + 1
                if let lease = try take(generation: next, if: .unchanged(stored.version)) { return .held(lease) }
                continue
            }
            if try isComplete(document.generation) { return .complete }
            stop.wait(seconds: min(1, document.seconds / 10))
        }
    }

    private mutating func isFree(_ document: LeaseDocument, _ version: ObjectVersion) -> Bool {
        document.released || document.holder.isGone || hasStood(version, seconds: document.seconds)
    }

    /// Whether the object was watched unchanged for that long.
    private mutating func hasStood(_ version: ObjectVersion, seconds: Double) -> Bool {
        let now = Clock.awake()
        guard let watched, watched.version == version else {
            watched = (version, now)
            return false
        }
        return now - watched.since > seconds
    }

    /// `nil` where another worker was quicker.
    private func take(generation: Int, if condition: PutCondition) throws -> PackLease? {
        let now = Clock.elapsed()
        let document = LeaseDocument(
            generation: generation, holder: .current(), renewedAt: Clock.wall(), seconds: seconds, released: false)
        do {
            let version = try store.put(key, PackLease.bytes(of: document), if: condition, durability: .deferred)
            return PackLease(store: store, key: key, document: document, version: version, renewedAt: now)
        } catch ObjectStoreError.conflict {
            return nil
        }
    }

    /// `nil` where it is no lease.
    private func read(_ stored: StoredObject) -> LeaseDocument? {
        guard let document = try? JSON(parsing: stored.bytes).decode(LeaseDocument.self), document.generation >= 1,
            document.generation < 1_000_000_000, document.seconds.isFinite
        else { return nil }
        return document
    }
}
