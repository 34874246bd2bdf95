internal import Foundation
internal import ObjectStore
internal import Synchronization

/// Keeps a trial's checkpoints while its program runs, so that a lost host costs no more than the time between two keepings.
///
/// Each keeping has a thread of its own: the program's output must be read meanwhile.
final class CheckpointKeeper: Sendable {
    private let folder: TrialFolder
    private let state = Mutex(State())

    private struct State {
        var keptAt = Clock.awake()
        var isKeeping = false
    }

    /// Of the time between two keepings. An upload that takes long is waited for.
    private static let intervalSeconds = 60.0

    init(_ folder: TrialFolder) { self.folder = folder }

    func keepWhenDue() {
        let isDue = state.withLock { state in
            guard !state.isKeeping, Clock.awake() - state.keptAt >= Self.intervalSeconds else { return false }
            state.isKeeping = true
            return true
        }
        guard isDue else { return }
        Thread.detachNewThread { [self] in
            // The next keeping, or the one at the end, makes good what failed.
            try? folder.keep()
            state.withLock { $0 = State() }
        }
    }
}
