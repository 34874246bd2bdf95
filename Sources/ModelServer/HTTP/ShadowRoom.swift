internal import Synchronization

/// How many questions to shadows may be open at once; above that some are left out.
final class ShadowRoom: Sendable {
    private let open = Atomic(0)

    private static let most = 64

    func enter() -> Bool {
        guard open.add(1, ordering: .relaxed).oldValue < Self.most else {
            leave()
            return false
        }
        return true
    }

    func leave() { open.subtract(1, ordering: .relaxed) }
}
