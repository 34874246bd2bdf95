import JSON
import StatesInterpreter
import Synchronization

/// Random bits for an interpreter.
final class SharedChance: Sendable {
    private let chance: Mutex<Chance>

    init(seed: UInt64) { chance = Mutex(Chance(seed: seed &+ 17)) }

    func next() -> UInt64 { chance.withLock { $0.next() } }
}

/// A store that has one manifest and forgets what is written.
struct ManifestOnly: MapObjects {
    let manifest: JSON

    func getObject(bucket: String, key: String) async throws(TaskFailure) -> [UInt8] { manifest.bytes() }
    func listObjects(bucket: String, prefix: String) async throws(TaskFailure) -> [ListedObject] { [] }
    func putObject(bucket: String, key: String, bytes: [UInt8]) async throws(TaskFailure) {}
}
