/// Asked before every batch of training: looks at the clock each time, and at the reasons to stop a hundred times a second.
struct TrainingWatch {
    private static let lookSeconds = 0.01
    private static let reportSeconds = 0.25

    private let stop: StopSignal
    private let timeoutSeconds: Double
    private var startedAt = Clock.awake()
    private var nextLook = 0.0
    private var nextReport = 0.0

    init(stop: StopSignal, timeoutSeconds: Double) {
        self.stop = stop
        self.timeoutSeconds = timeoutSeconds
    }

    /// A new trial begins.
    mutating func restart() {
        startedAt = Clock.awake()
        nextReport = startedAt + Self.reportSeconds
    }

    /// Whether training must end: for the worker's sake, or since the trial has had its time.
    mutating func shouldStop() -> Bool {
        let now = Clock.awake()
        if now - startedAt >= timeoutSeconds { return true }
        guard now >= nextLook else { return false }
        nextLook = now + Self.lookSeconds
        return stop.reason != nil
    }

    /// At most four times a second.
    mutating func mayReport() -> Bool {
        let now = Clock.awake()
        guard now >= nextReport else { return false }
        nextReport = now + Self.reportSeconds
        return true
    }
}
