internal import SweepModel
internal import Synchronization

/// Writes counters in Prometheus's text format, version 0.0.4.
struct MetricsText {
    private(set) var text = ""

    init(_ metrics: ServerMetrics, _ traffic: TrafficQueue.Figures, _ snapshot: ServingState.Snapshot) {
        requests(metrics)
        arms(metrics.arms)
        outcomes(metrics)
        self.traffic(traffic)
        document(snapshot)
    }

    private mutating func family(_ name: String, _ kind: String, _ help: String) {
        text += "# HELP stepsweep_\(name) \(help)\n# TYPE stepsweep_\(name) \(kind)\n"
    }

    private mutating func sample(_ name: String, _ labels: String = "", _ value: some CustomStringConvertible) {
        text += "stepsweep_\(name)\(labels) \(value)\n"
    }

    private mutating func single(_ name: String, _ kind: String, _ help: String, _ value: Int) {
        family(name, kind, help)
        sample(name, "", value)
    }

    private mutating func requests(_ metrics: ServerMetrics) {
        family("requests_total", "counter", "Requests that were answered, by route and status.")
        for route in ServerMetrics.Route.allCases {
            for (status, count) in (metrics.requests[route] ?? [:]).sorted(by: { $0.key < $1.key }) {
                sample("requests_total", "{route=\"\(route.rawValue)\",status=\"\(status)\"}", count)
            }
        }
    }

    private mutating func arms(_ arms: [ArmMetrics]) {
        family("predictions_total", "counter", "Rows that an arm answered.")
        for arm in arms { sample("predictions_total", Self.labels(arm), arm.predictions.load(ordering: .relaxed)) }
        family("prediction_errors_total", "counter", "Rows that an arm failed to answer.")
        for arm in arms { sample("prediction_errors_total", Self.labels(arm), arm.errors.load(ordering: .relaxed)) }
        family("prediction_seconds", "histogram", "Time in the arm's model, a request.")
        for arm in arms { histogram(arm) }
    }

    private mutating func histogram(_ arm: ArmMetrics) {
        let figures = arm.times.figures
        var sum = 0
        for (bound, count) in zip(LatencyHistogram.bounds.map(\.description) + ["+Inf"], figures.counts) {
            sum += count
            sample("prediction_seconds_bucket", Self.labels(arm, ",le=\"\(bound)\""), sum)
        }
        sample("prediction_seconds_sum", Self.labels(arm), figures.seconds)
        sample("prediction_seconds_count", Self.labels(arm), sum)
    }

    private mutating func outcomes(_ metrics: ServerMetrics) {
        family("outcomes_total", "counter", "Outcomes, by what became of them.")
        for (receipt, count) in metrics.outcomes.sorted(by: { $0.key < $1.key }) {
            sample("outcomes_total", "{receipt=\"\(receipt)\"}", count)
        }
    }

    private mutating func traffic(_ figures: TrafficQueue.Figures) {
        single("queued_exposures", "gauge", "Exposures that wait for the next commit.", figures.exposures)
        single("queued_outcomes", "gauge", "Outcomes that wait for the next commit.", figures.outcomes)
        single(
            "lost_exposures_total", "counter", "Exposures that found no room; the unit's next request stores them.",
            figures.lostExposures)
        single("commits_total", "counter", "Commits of traffic.sqlite.", figures.commits)
        single("failed_commits_total", "counter", "Commits that failed.", figures.failedCommits)
    }

    private mutating func document(_ snapshot: ServingState.Snapshot) {
        single(
            "document_revision", "gauge", "The revision of the serving document that answers.",
            snapshot.plan?.document.revision ?? 0)
        single("document_switches_total", "counter", "Documents that were taken up.", snapshot.switches)
        single("document_refused_total", "counter", "Documents that were refused.", snapshot.refused)
        single("draining", "gauge", "1 while the server ends.", snapshot.isDraining ? 1 : 0)
    }

    /// An arm's name is made of letters, digits and hyphens.
    private static func labels(_ arm: ArmMetrics, _ more: String = "") -> String {
        "{arm=\"\(arm.name)\",version=\"\(arm.version)\"\(more)}"
    }
}
