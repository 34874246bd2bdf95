public import JSON
public import ObjectStore
public import ResultStore
public import Statistics
public import SweepModel

/// What a sweep's best points reached under fresh seeds, and on test rows that no trial has seen.
public struct Confirmation: Sendable, Equatable {
    /// The id of the small sweep that trained them.
    public let id: String
    /// The sweep that it confirms.
    public let sweep: String
    /// The sweep's own metric.
    public let metric: Metric
    /// Its counterpart on the test rows, such as `test_accuracy`; `nil` where these weren't scored.
    public let testMetric: Metric?
    /// The fresh ones.
    public let seeds: [Int]
    /// Best first by the test mean, where there is one, otherwise by the validation mean.
    public let points: [Point]
    /// Rows of the test part. `nil` for a program of the user's, and where nobody knows: of more than 20,000 rows an even selection is
    /// kept.
    public let testRows: Int?
    /// Which points can't be told from the best on the test rows; `nil` where nothing is kept of single rows.
    public let tied: TiedSet?
    /// Every time that these test rows were scored, by this confirmation or another; empty where it scored none.
    public let scorings: [TestScoring]
    /// Of these, confirmations that have ended and reported no test metric: they scored nothing.
    public let unscored: Set<String>
    /// Keys of records of scorings that can't be read.
    public let damagedRecords: [String]
    /// Digits of a trial's id that tell all trials of the confirmed sweep apart, at least 8.
    public let trialDigits: Int
    /// Trials planned, and those without an outcome yet.
    public let planned: Int
    public let missing: Int

    /// Every trial has an outcome.
    public var isFinished: Bool { missing == 0 }
    /// Its program reported no test metric, so that nothing was scored.
    public var scoredNothing: Bool { unscored.contains(id) }

    /// A point of the sweep, trained again.
    public struct Point: Sendable, Equatable {
        /// The trial of the confirmed sweep that stands for it.
        public let trial: String
        /// The confirmation's own succeeded trials, by seed.
        public let trials: [String]
        public let parameters: JSON
        /// The sweep's metric over the fresh seeds; `nil` where every trial failed.
        public let validation: Summary?
        /// The metric on the test rows; `nil` where no trial has it.
        public let test: Summary?
        /// 95 %, of `test` over the test rows, within the metric's range where that is known; `nil` where nothing is kept of single
        /// rows, or all have one loss.
        public internal(set) var testInterval: ConfidenceInterval?
        public let failed: Int
        /// Seconds of a trial, the mean over seeds.
        public let seconds: Double
    }

    /// The point that did best; `nil` where none has a score.
    public var best: Point? { points.first.flatMap { $0.validation == nil && $0.test == nil ? nil : $0 } }
}

extension Confirmation {
    /// The finished confirmation of a sweep that trained most, of those that scored the test rows where there are any; of equal ones
    /// the first, whose rows nobody had seen. `nil` without one.
    ///
    /// - Throws: `ConfirmationError`, `ResultStoreError`, `ObjectStoreError`.
    public init?(of sweep: String, in results: ResultStore, store: any ObjectStore) throws {
        let notes = try ConfirmationNote.all(of: sweep, in: store)
        let finished = try notes.compactMap { try Confirmation($0.confirmation, in: results, store: store) }
            .filter { $0.isFinished && $0.best != nil }
        let scored = finished.filter { $0.testMetric != nil && !$0.scoredNothing }
        let most = (scored.isEmpty ? finished : scored).reduce(nil as Confirmation?) { most, next in
            next.planned > most?.planned ?? 0 ? next : most
        }
        guard let most else { return nil }
        self = most
    }

    /// The confirmation with this id, also one that still runs; `nil` where it has no results yet, or is none.
    public init?(_ id: String, in results: ResultStore, store: any ObjectStore) throws {
        guard let work = try WorkDocument.stored(id, in: store), let order = work.confirms,
            let summary = try results.sweep(id)
        else { return nil }
        self.id = id
        sweep = order.sweep
        metric = work.metric
        testMetric = order.scoresTest ? work.metric.onTestRows : nil
        seeds = work.seeds
        planned = summary.planned
        missing = summary.missing
        let split = order.scoresTest ? TestSplit(of: work) : nil
        let read = try split.map { try TestLedger($0, in: store).readable() } ?? (scorings: [], damaged: [])
        scorings = read.scorings
        damagedRecords = read.damaged
        unscored = try Set(scorings.map(\.confirmation)).filter { try TestHistory.isUnscored($0, results) }
        let trials = try results.rankedTrials(of: id)
        let points = try Self.points(order, trials, testMetric, results).sorted(by: metric, testMetric)
        let rows = try ConfirmedRows(points, testMetric, in: id, results)
        self.points = rows.points
        tied = rows.tied
        let recorded = scorings.first { $0.confirmation == id }?.rows
        testRows = recorded ?? rows.kept.flatMap { $0 > TestRowScores.surelyAll ? nil : $0 }
        trialDigits = Comparison.distinctDigits(of: [try results.ranking(of: order.sweep)])
    }

    /// A point whose trial has other parameters in the results of the confirmed sweep belongs to it no longer, and is left out.
    private static func points(
        _ order: ConfirmationOrder, _ trials: [RankedTrial], _ testMetric: Metric?, _ results: ResultStore
    ) throws -> [Point] {
        let grouped = Dictionary(grouping: trials, by: \.outcome.point)
        return try order.trials.enumerated().compactMap { number, trial in
            guard let own = grouped[number], let parameters = own.first?.outcome.parameters else { return nil }
            let original = try results.trial(trial, of: order.sweep, detail: .summary)
            guard original?.parameters.isSame(as: parameters) ?? true else { return nil }
            return Point(trial, own, testMetric)
        }
    }
}

extension Metric {
    /// `test_accuracy` for `validation_accuracy`; `test_` before any other name.
    public var onTestRows: Metric {
        let part = ["validation_", "val_"].first { name.hasPrefix($0) } ?? ""
        return Metric(name: "test_" + name.dropFirst(part.count), goal: goal)
    }
}
