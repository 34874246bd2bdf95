internal import Foundation
internal import ObjectStore
internal import Synchronization

/// Keeps a trial's checkpoints while its program runs, so that a lost host costs no more than the time between two keepings.
///
/// Each keeping has a thread of its own: the program's output must be read meanwhile. One comes after the other, so that no older
/// file replaces a newer one.
final class CheckpointKeeper: Sendable {
    private let folder: TrialFolder
    /// Held by whoever keeps.
    private let keeping = Mutex(())
    private let state = Mutex(State())

    private struct State {
        var keptAt = Clock.awake()
        var isKeeping = false
    }

    /// Between the end of a keeping and the next one.
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
            try? keep()
            state.withLock { $0 = State() }
        }
    }

    /// Keeps what is there now, behind a keeping that is under way.
    func keep() throws { try keeping.withLock { _ in try folder.keep() } }
}
