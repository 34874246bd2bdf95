internal import SweepModel

/// Counts what workers say into a `SweepProgress`. A value: time comes in as an argument.
struct ProgressTally: Sendable {
    let metric: Metric
    let total: Int
    private var succeeded: Set<String>
    private var failed: Set<String>
    private var running: [String: Set<String>] = [:]
    private var best: SweepProgress.Best?
    /// Of trials that still run: shown until one has ended.
    private var leading: SweepProgress.Best?
    private let doneBefore: Int

    /// - Parameter earlier: the outcomes that earlier runs left.
    init(metric: Metric, total: Int, earlier: OutcomeIndex, retryFailed: Bool) {
        self.metric = metric
        self.total = total
        let all = earlier.statuses.values.flatMap { $0 }
        succeeded = Set(all.filter { $0.value == .succeeded }.map(\.key))
        failed = retryFailed ? [] : Set(all.filter { $0.value == .failed }.map(\.key))
        best = earlier.best
        doneBefore = succeeded.count + failed.count
    }

    mutating func add(_ event: WorkerEvent, pack: String) {
        switch event {
        case .trialStarted(let trial):
            running[pack, default: []].insert(trial)
        case .trialProgress(let trial, _, let metrics, _):
            consider(trial, metrics, &leading)
        case .trialFinished(let trial, let failure, let metrics, _):
            running[pack]?.remove(trial)
            if failure == nil {
                succeeded.insert(trial)
                failed.remove(trial)
                consider(trial, metrics, &best)
            } else if !succeeded.contains(trial) {
                failed.insert(trial)
            }
        case .output, .packFinished: break
        }
    }

    /// A worker ended, in whatever way: none of its trials runs any more.
    mutating func end(pack: String) { running[pack] = nil }

    private func consider(_ trial: String, _ metrics: [String: Double], _ best: inout SweepProgress.Best?) {
        guard let value = metrics[metric.name], value.isFinite, metric.isBetter(value, than: best?.value) else {
            return
        }
        best = SweepProgress.Best(trial: trial, value: value)
    }

    func progress(elapsedSeconds: Double) -> SweepProgress {
        let done = succeeded.count + failed.count
        let pace = done > doneBefore ? elapsedSeconds / Double(done - doneBefore) : nil
        return SweepProgress(
            total: total, succeeded: succeeded.count, failed: failed.count,
            running: running.values.reduce(0) { $0 + $1.count }, best: best ?? leading, elapsedSeconds: elapsedSeconds,
            remainingSeconds: pace.map { $0 * Double(max(0, total - done)) })
    }
}
