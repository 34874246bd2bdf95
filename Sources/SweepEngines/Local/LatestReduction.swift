internal import JSON
internal import Synchronization

/// What the reducer returned last, kept for the sweep's result.
final class LatestReduction: Sendable {
    private let value = Mutex<JSON?>(nil)

    func store(_ result: JSON) { value.withLock { $0 = result } }

    var json: JSON? { value.withLock { $0 } }
}
