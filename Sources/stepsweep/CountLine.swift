import Synchronization

/// Counts what is done of many equal things on stderr: one live line on a terminal, nothing elsewhere.
final class CountLine: Sendable {
    private let total: Int
    private let isShown = Mutex(false)

    init(total: Int) { self.total = total }

    @Sendable func show(_ done: Int) {
        guard Terminal.showsProgress else { return }
        isShown.withLock { isShown in
            Terminal.show("\r\u{1B}[K\(done)/\(total)")
            isShown = true
        }
    }

    /// Takes the line away.
    func finish() {
        isShown.withLock { isShown in
            if isShown { Terminal.show("\r\u{1B}[K") }
            isShown = false
        }
    }
}
