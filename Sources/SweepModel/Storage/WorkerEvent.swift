public import JSON

/// What a worker says while it runs: a JSON object on one line of its stdout.
///
/// The engine and the cloud's log read these; the truth about a trial is its outcome record, never an event.
public enum WorkerEvent: Sendable, Equatable {
    case trialStarted(trial: String)
    /// The latest values; at most a few events a second for each trial.
    case trialProgress(trial: String, step: Int, metrics: [String: Double], seconds: Double)
    /// `failure` is set exactly where the trial failed.
    case trialFinished(trial: String, failure: TrialFailure.Reason?, metrics: [String: Double], seconds: Double)
    /// A line that the user's program wrote, shortened where it is long.
    case output(trial: String, stream: Stream, text: String)
    /// Counts of the trials that have an outcome now; `earlier` of them had it before this start.
    case packFinished(pack: String, succeeded: Int, failed: Int, earlier: Int, seconds: Double)

    public enum Stream: String, Sendable, Codable {
        case stdout, stderr
        /// The worker itself says something about the trial.
        case worker
    }
}

extension WorkerEvent {
    /// The event as the object that a line holds.
    public var json: JSON {
        switch self {
        case .trialStarted(let trial):
            ["event": "trial.started", "trial": .string(trial)]
        case .trialProgress(let trial, let step, let metrics, let seconds):
            [
                "event": "trial.progress", "trial": .string(trial), "step": .integer(step),
                "metrics": .object(metrics.mapValues(JSON.number)), "seconds": .number(seconds),
            ]
        case .trialFinished(let trial, let failure, let metrics, let seconds):
            [
                "event": "trial.finished", "trial": .string(trial),
                "status": failure == nil ? "succeeded" : "failed",
                "reason": failure.map { .string($0.rawValue) } ?? .null,
                "metrics": .object(metrics.mapValues(JSON.number)), "seconds": .number(seconds),
            ]
        case .output(let trial, let stream, let text):
            ["event": "output", "trial": .string(trial), "stream": .string(stream.rawValue), "text": .string(text)]
        case .packFinished(let pack, let succeeded, let failed, let earlier, let seconds):
            [
                "event": "pack.finished", "pack": .string(pack), "succeeded": .integer(succeeded),
                "failed": .integer(failed), "earlier": .integer(earlier), "seconds": .number(seconds),
            ]
        }
    }

    /// Reads a line's object; `nil` for anything else, such as an event of a newer worker.
    public init?(json: JSON) {
        let metrics = (json["metrics"]?.object ?? [:]).compactMapValues(\.double)
        let seconds = json["seconds"]?.double ?? 0
        switch (json["event"]?.string, json["trial"]?.string) {
        case ("trial.started", let trial?):
            self = .trialStarted(trial: trial)
        case ("trial.progress", let trial?):
            self = .trialProgress(trial: trial, step: json["step"]?.int ?? 0, metrics: metrics, seconds: seconds)
        case ("trial.finished", let trial?):
            let failure = json["reason"]?.string.flatMap(TrialFailure.Reason.init)
            guard (failure == nil) == (json["status"]?.string == "succeeded") else { return nil }
            self = .trialFinished(trial: trial, failure: failure, metrics: metrics, seconds: seconds)
        case ("output", let trial?):
            guard let stream = json["stream"]?.string.flatMap(Stream.init) else { return nil }
            self = .output(trial: trial, stream: stream, text: json["text"]?.string ?? "")
        case ("pack.finished", _):
            guard let pack = json["pack"]?.string else { return nil }
            self = .packFinished(
                pack: pack, succeeded: json["succeeded"]?.int ?? 0, failed: json["failed"]?.int ?? 0,
                earlier: json["earlier"]?.int ?? 0, seconds: seconds)
        default: return nil
        }
    }
}
