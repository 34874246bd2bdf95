internal import ObjectStore
public import ResultStore
internal import SweepModel

/// What was seen of a test: sums alone, so that it is small however many units there are.
public struct ABData: Sendable, Equatable {
    /// The test's own metric at every cut.
    public var primary: UnitSeries
    /// Second metrics of guardrails, at the last cut.
    public var others: [String: UnitSeries]
    /// Requests so far, for each arm of each phase.
    public var requests: [RequestTally]

    public init(primary: UnitSeries, others: [String: UnitSeries] = [:], requests: [RequestTally] = []) {
        self.primary = primary
        self.others = others
        self.requests = requests
    }
}

extension ABDesk {
    /// Cuts over time at most: each is a point of the interval's path.
    static let mostCuts = 60

    /// Reads what servers saw until a moment, in seconds since 1970.
    ///
    /// - Parameter countsOnly: leaves out the test's own metric: guardrails alone don't ask for it.
    func data(of test: ABTest, at seconds: Double, countsOnly: Bool = false) throws -> ABData {
        let cuts = countsOnly ? [seconds] : Self.cuts(from: test.startedAt, to: seconds)
        let traffic: TrafficStore
        do {
            traffic = try TrafficStore(path: store.root + "/" + StoreKey.traffic, access: .reading)
        } catch let error as ResultStoreError where error.problem == .missing {
            return ABData(primary: UnitSeries(cuts: cuts))
        }
        let phases = test.phases.map(\.beganAt)
        let primary =
            try countsOnly
            ? traffic.exposures(of: test.id, until: seconds)
            : traffic.units(
                of: test.id, metric: test.options.metric.name, as: test.options.measure, phases: phases, cuts: cuts)
        var others: [String: UnitSeries] = [:]
        for case .outcome(let name) in test.options.guardrails.map(\.source) {
            others[name] = try traffic.units(of: test.id, metric: name, as: .mean, phases: phases, cuts: [seconds])
        }
        return ABData(primary: primary, others: others, requests: try traffic.requests(of: test.id, until: seconds))
    }

    /// Moments from a start to now, now included, at distances that people count in.
    static func cuts(from start: Double, to now: Double) -> [Double] {
        let steps: [Double] = [300, 900, 3_600, 10_800, 21_600, 43_200, 86_400, 604_800]
        let length = max(0, now - start)
        let step = steps.first { length / $0 < Double(mostCuts - 1) } ?? length / Double(mostCuts - 2)
        guard length > 0, length.isFinite, step > 0 else { return [now] }
        let inner = stride(from: start + step, to: now, by: step)
        return Array(inner) + [now]
    }
}
