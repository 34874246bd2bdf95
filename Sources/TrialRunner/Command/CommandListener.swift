internal import Foundation
internal import SweepModel

/// Hears a running program: passes its lines on, gathers its metrics, and tells of its progress.
struct CommandListener {
    private(set) var metrics = MetricLog()
    private(set) var folds = FoldLog()
    private(set) var stderr = TextTail()

    private let trial: String
    private let log: EventLog
    private let startedAt = Clock.awake()
    private var file: MetricsFile
    private var limiter: OutputLimiter
    private var hasNews = false
    private var saidMalformed = false
    private var saidTooMany = false
    private var saidBadFold = false

    init(trial: String, log: EventLog, metricsFile: String) {
        self.trial = trial
        self.log = log
        file = MetricsFile(path: metricsFile)
        limiter = OutputLimiter(now: startedAt)
    }

    mutating func hear(_ stream: WorkerEvent.Stream, _ line: ArraySlice<UInt8>) {
        if stream == .stderr { stderr.add(line) }
        if stream == .stdout, let pairs = MetricLine.parse(line) { takeRecord(pairs) }
        guard limiter.allows(at: Clock.awake()) else { return }
        tellLeftOut()
        log.write(.output(trial: trial, stream: stream, text: OutputLimiter.text(of: line)))
    }

    /// Called a few times a second: reads the metrics file and tells the latest values.
    mutating func tick() {
        readFile(toEnd: false)
        guard hasNews else { return }
        hasNews = false
        log.write(
            .trialProgress(
                trial: trial, step: Int(exactly: metrics.step.rounded()) ?? 0,
                metrics: metrics.last.filter { $0.value.isFinite }, seconds: Clock.awake() - startedAt))
    }

    /// After the program's end.
    mutating func finish() {
        readFile(toEnd: true)
        tellLeftOut()
        if let gap = folds.gap { say(gap) }
    }

    private mutating func readFile(toEnd: Bool) {
        // A copy, as the closure writes to `self`.
        var file = file
        file.newLines(toEnd: toEnd) { line in
            if let pairs = MetricRecord.parse(line) {
                takeRecord(pairs)
            } else if !saidMalformed {
                saidMalformed = true
                say("the metrics file has a line that is no JSON object: \(OutputLimiter.text(of: line.prefix(200)))")
            }
        }
        self.file = file
    }

    /// A line with a fold says something of that fold alone.
    private mutating func takeRecord(_ pairs: [(name: String, value: Double)]) {
        guard let fold = pairs.last(where: { $0.name == "fold" })?.value else { return take(pairs) }
        let problem = folds.report(pairs.filter { $0.name != "fold" }, fold: fold)
        if let problem, !saidBadFold {
            saidBadFold = true
            say(problem)
        }
    }

    private mutating func take(_ pairs: [(name: String, value: Double)]) {
        metrics.report(pairs)
        hasNews = true
        if metrics.hasTooManyNames, !saidTooMany {
            saidTooMany = true
            say("more than \(MetricLog.maximumNames) metrics: names beyond the first ones are left out")
        }
    }

    private mutating func tellLeftOut() {
        let count = limiter.takeLeftOut()
        if count > 0 { say("\(count) lines of output left out") }
    }

    private func say(_ text: String) { log.write(.output(trial: trial, stream: .worker, text: text)) }
}
