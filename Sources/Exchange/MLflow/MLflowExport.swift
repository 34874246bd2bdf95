internal import JSON
internal import ResultStore
internal import SweepModel

/// Sends a sweep's finished trials to an MLflow server, a run a trial.
///
/// A trial that the server has is left alone where it is the same, and brought up to date where it is not: an export that was
/// interrupted, or of a sweep that has gone on, is completed by running it again.
public struct MLflowExport: Sendable {
    public struct Result: Sendable, Equatable {
        public var experiment: String
        public var experimentID: String
        /// Runs that were made, completed or changed, and left as they were.
        public var created = 0
        public var updated = 0
        public var unchanged = 0
    }

    private let sweep: ExportedSweep
    private let server: MLflowServer
    private let experiment: String
    private let pauseSeconds: @Sendable (Int) -> Double
    /// Runs that are sent at once: MLflow's server has four processes by default.
    private static let width = 4

    /// - Parameters:
    ///   - experiment: its name there; `nil` for the sweep file's name.
    ///   - pauseSeconds: the wait behind the n-th failed attempt of a call: half a second, one, two.
    /// - Throws: `ExchangeError.unusableAddress` for a name that MLflow doesn't take.
    public init(
        _ sweep: ExportedSweep, to server: MLflowServer, experiment: String? = nil,
        pauseSeconds: @escaping @Sendable (Int) -> Double = { 0.25 * Double(1 << $0) }
    ) throws(ExchangeError) {
        self.sweep = sweep
        self.server = server
        self.experiment = experiment ?? sweep.summary.name
        self.pauseSeconds = pauseSeconds
        guard !self.experiment.isEmpty, self.experiment.count <= MLflowLimits.experimentCharacters else {
            throw .unusableAddress(
                problem:
                    "an experiment's name has 1 to \(MLflowLimits.experimentCharacters) characters, received \(self.experiment.count)"
            )
        }
    }

    /// - Parameter progress: called with the number of trials that are done.
    /// - Throws: `ExchangeError`, `ResultStoreError`, `CancellationError`.
    public func run(progress: @Sendable (Int) -> Void) async throws -> Result {
        let client = MLflowClient(server: server, pauseSeconds: pauseSeconds)
        do {
            let result = try await send(through: client, progress)
            await client.shutdown()
            return result
        } catch {
            await client.shutdown()
            throw error
        }
    }

    private func send(through client: MLflowClient, _ progress: @Sendable (Int) -> Void) async throws -> Result {
        let place = try await MLflowExperiment(named: experiment, on: client)
        let known = try await place.runs(ofSweep: sweep.summary.sweep)
        var result = Result(experiment: experiment, experimentID: place.id)
        try await withThrowingTaskGroup { group in
            var done = 0
            func finishOne() async throws {
                guard try await group.next() != nil else { return }
                done += 1
                progress(done)
            }
            for (position, trial) in sweep.trials.enumerated() {
                if position >= Self.width { try await finishOne() }
                let run = MLflowRun(trial, try sweep.details(of: trial))
                let digest = Digest.sha256(run.document.bytes())
                let earlier = known[run.trial]
                let isWhole = earlier?.digest == digest
                if isWhole {
                    result.unchanged += 1
                } else if earlier == nil {
                    result.created += 1
                } else {
                    result.updated += 1
                }
                let id = sweep.summary.sweep
                group.addTask {
                    if !isWhole { try await place.send(run, of: id, as: earlier, digest: digest) }
                }
            }
            while done < sweep.trials.count { try await finishOne() }
        }
        return result
    }
}
