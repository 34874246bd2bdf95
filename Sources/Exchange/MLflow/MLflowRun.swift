internal import JSON
internal import SweepModel

/// A trial as an MLflow run: what the server is to know of it, in its own terms and within its limits.
struct MLflowRun: Equatable {
    struct Metric: Equatable {
        let key: String
        let value: Double
        /// Milliseconds since 1970.
        let timestamp: Int
        let step: Int
    }

    let trial: String
    let name: String
    let metrics: [Metric]
    let parameters: [(key: String, value: String)]
    let tags: [(key: String, value: String)]
    /// `FINISHED` or `FAILED`.
    let status: String
    /// Milliseconds since 1970.
    let startTime: Int
    let endTime: Int

    /// The tag by which a run is found again; its value is the trial's id.
    static let trialTag = "stepsweep.trial"
    static let sweepTag = "stepsweep.sweep"
    /// The SHA-256 of what was sent: a run with this tag is whole, and says what the trial says today.
    static let digestTag = "stepsweep.digest"

    init(_ trial: ExportedTrial, _ outcome: TrialOutcome) {
        self.trial = outcome.trial
        name = String(outcome.trial.prefix(8)) + (outcome.seed == 0 ? "" : " seed \(outcome.seed)")
        status = outcome.status == .succeeded ? "FINISHED" : "FAILED"
        startTime = Self.milliseconds(outcome.cost.startedAt)
        endTime = Self.milliseconds(outcome.cost.startedAt + outcome.cost.seconds)
        metrics = Self.metrics(trial, outcome, startTime, endTime)
        parameters = Self.entries(
            trial.parameters.merging(["seed": .integer(outcome.seed)]) { own, _ in own },
            longest: MLflowLimits.parameterCharacters)
        // A rank changes with other trials, and would make a run look out of date.
        let tags = TrialAttributes.scalars(of: trial).filter { $0.key != "rank" }.map { ("stepsweep.\($0)", $1) }
        self.tags = Self.entries(
            Dictionary(tags) { first, _ in first }, longest: MLflowLimits.tagCharacters)
    }

    /// Steps carry no time of their own: they stand at the trial's start, and the final values at its end, so that MLflow takes those for the latest.
    private static func metrics(
        _ trial: ExportedTrial, _ outcome: TrialOutcome, _ start: Int, _ end: Int
    ) -> [Metric] {
        let curves = outcome.curve.keys.filter { $0 != "step" }
        let names = Set(curves).union(trial.metrics.keys).sorted()
        let keys = MLflowLimits.keys(for: names)
        return names.flatMap { name -> [Metric] in
            let key = keys[name] ?? name
            let points = CurvePoints(of: name, in: outcome).points
            var metrics = points.map { Metric(key: key, value: $0.value, timestamp: start, step: $0.step) }
            if let final = trial.metrics[name] {
                metrics.append(Metric(key: key, value: final, timestamp: end, step: points.last?.step ?? 0))
            }
            return metrics
        }
    }

    private static func entries(_ values: [String: JSON], longest: Int) -> [(key: String, value: String)] {
        let keys = MLflowLimits.keys(for: values.keys.sorted())
        return values.sorted { $0.key < $1.key }.map { name, value in
            (keys[name] ?? name, MLflowLimits.shortened(value.string ?? value.text(), to: longest))
        }
    }

    private static func milliseconds(_ seconds: Double) -> Int { Int(exactly: (seconds * 1000).rounded()) ?? 0 }

    static func == (left: MLflowRun, right: MLflowRun) -> Bool { left.document == right.document }

    /// Everything, as one value: its digest says whether a run is up to date.
    var document: JSON {
        [
            "trial": .string(trial), "name": .string(name), "status": .string(status), "start": .integer(startTime),
            "end": .integer(endTime), "metrics": .array(metrics.map(\.json)),
            "parameters": .array(parameters.map(Self.json)), "tags": .array(tags.map(Self.json)),
        ]
    }

    static func json(_ entry: (key: String, value: String)) -> JSON {
        ["key": .string(entry.key), "value": .string(entry.value)]
    }
}

extension MLflowRun.Metric {
    var json: JSON {
        ["key": .string(key), "value": .number(value), "timestamp": .integer(timestamp), "step": .integer(step)]
    }
}
