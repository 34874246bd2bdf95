internal import ResultStore
internal import Statistics
internal import SweepModel

/// All rows of a comparison, ranked, before anything is filtered: their places, without what a row shows.
struct Leaderboard {
    /// A row that can be read.
    struct Place {
        /// The number of its sweep.
        let sweep: Int
        /// Its trials among the sweep's `entries`, best first.
        let trials: Range<Int>
        let point: Int
        /// The sweep's metric: the mean over seeds.
        let value: Double?
        /// Counted from 1; `nil` where no trial of the row has the sweep's metric.
        var rank: Int?
    }

    let places: [Place]
    /// Of each sweep, the trials of a row beside each other.
    let entries: [[RankingEntry]]

    /// - Parameter rankings: of each sweep, best first.
    init(sweeps: [SweepSummary], rankings: [[RankingEntry]], aggregatesSeeds: Bool) {
        var entries: [[RankingEntry]] = []
        var boards: [[Place]] = []
        for (number, ranking) in rankings.enumerated() {
            let (ordered, rows) =
                aggregatesSeeds ? Self.byPoint(ranking) : (ranking, ranking.indices.map { $0..<$0 + 1 })
            boards.append(rows.map { Self.place($0, ordered, sweep: number) })
            entries.append(ordered)
        }
        self.entries = entries
        let shared = Set(sweeps.map { "\($0.metric.goal.rawValue) \($0.metric.name)" }).count <= 1
        if shared, let metric = sweeps.first?.metric {
            places = Self.ranked(boards.count == 1 ? boards[0] : boards.flatMap { $0 }, by: metric)
        } else {
            places = zip(sweeps, boards).flatMap { Self.ranked($1, by: $0.metric) }
        }
    }

    /// The trials of each point beside each other, best first, in the order of each point's best.
    private static func byPoint(_ ranking: [RankingEntry]) -> ([RankingEntry], [Range<Int>]) {
        var numbers: [Int: Int] = [:]
        var groups: [[RankingEntry]] = []
        for entry in ranking {
            if let number = numbers[entry.point] {
                groups[number].append(entry)
            } else {
                numbers[entry.point] = groups.count
                groups.append([entry])
            }
        }
        var start = 0
        let ranges = groups.map { group in
            defer { start += group.count }
            return start..<(start + group.count)
        }
        return (groups.flatMap { $0 }, ranges)
    }

    private static func place(_ trials: Range<Int>, _ entries: [RankingEntry], sweep: Int) -> Place {
        let best = entries[trials.lowerBound]
        return Place(
            sweep: sweep, trials: trials, point: best.point,
            value: trials.count == 1 ? best.value : mean(entries[trials]))
    }

    /// Added up by seed, as a row's metrics are, so that both have the same last bit.
    private static func mean(_ trials: ArraySlice<RankingEntry>) -> Double? {
        let bySeed = trials.sorted { ($0.seed, $0.index) < ($1.seed, $1.index) }
        // A mean beyond the range of numbers can't be ranked.
        return Summary(of: bySeed.compactMap(\.value)).flatMap { $0.mean.isFinite ? $0.mean : nil }
    }

    /// Best first, rows without a value last. Equal values keep the order of points and share no rank.
    private static func ranked(_ places: [Place], by metric: Metric) -> [Place] {
        var ranked = places.enumerated().sorted { left, right in
            if metric.isBetter(left.element.value, than: right.element.value) { return true }
            if metric.isBetter(right.element.value, than: left.element.value) { return false }
            return (left.element.point, left.offset) < (right.element.point, right.offset)
        }.map(\.element)
        for index in ranked.indices where ranked[index].value != nil { ranked[index].rank = index + 1 }
        return ranked
    }
}
