internal import Synchronization

/// The first worker that failed by its own fault, in its own words: kept for the sweep's result.
final class FirstComplaint: Sendable {
    private let value = Mutex<String?>(nil)

    func note(pack: String, _ words: String) { value.withLock { $0 = $0 ?? "\(pack): \(words)" } }

    var text: String? { value.withLock { $0 } }
}
