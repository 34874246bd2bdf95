internal import Foundation
internal import GRDB
internal import JSON

extension ResultStore {
    /// Gives the evidence of succeeded trials that have the sweep's metric, a few in memory at a time: best first, and the trials of
    /// one point together, where the best of them stands.
    ///
    /// `body` may ask the store itself. A trial whose record is replaced meanwhile, as a sweep runs, may be left out.
    ///
    /// - Parameters:
    ///   - isWanted: false passes a trial over before anything of it is read; without it all are wanted.
    ///   - body: false ends the reading; what it throws is thrown on as it is.
    /// - Throws: `ResultStoreError`, which names the trial where its losses or folds are damaged.
    public func forEachEvidence(
        of sweep: String, where isWanted: (RankingEntry) -> Bool = { _ in true },
        _ body: (TrialEvidence) throws -> Bool
    ) throws {
        let ranking = try file.read { database in
            guard let stored = try Self.sweep(sweep, database) else { return [RankingEntry]() }
            return try Self.ranking(of: stored, [.valued], database)
        }
        let entries = Self.pointByPoint(ranking.filter(isWanted))
        for start in stride(from: 0, to: entries.count, by: Self.evidencePerRead) {
            let part = entries[start..<min(start + Self.evidencePerRead, entries.count)]
            let evidence = try file.read { database in try part.compactMap { try Self.evidence(of: $0, database) } }
            for trial in evidence {
                guard try body(trial) else { return }
            }
        }
    }

    /// Bounds what is held: the losses of 10,000 validation rows take 40 kB a trial.
    private static let evidencePerRead = 32

    private static func pointByPoint(_ entries: [RankingEntry]) -> [RankingEntry] {
        var places: [Int: Int] = [:]
        for entry in entries where places[entry.point] == nil { places[entry.point] = places.count }
        guard places.count < entries.count else { return entries }
        return entries.enumerated().sorted { left, right in
            (places[left.element.point] ?? 0, left.offset) < (places[right.element.point] ?? 0, right.offset)
        }.map(\.element)
    }

    private static func evidence(of entry: RankingEntry, _ database: Database) throws -> TrialEvidence? {
        guard let value = entry.value else { return nil }
        let statement = try database.cachedStatement(sql: EvidenceQuery.text)
        guard let row = try Row.fetchOne(statement, arguments: [entry.id, entry.trial]) else { return nil }
        var reader = RowReader(row)
        let losses = try reader.optional(Data.self)
        let errors = try reader.optional(Data.self)
        let folds = try reader.optional(String.self)
        return TrialEvidence(
            trial: entry.trial, point: entry.point, seed: entry.seed, value: value,
            losses: try losses.map { try TrialDetails.losses(in: $0, of: entry.trial) },
            errors: try errors.map {
                try TrialDetails.bits(in: $0, count: (losses?.count ?? 0) / MemoryLayout<Float>.size, of: entry.trial)
            },
            folds: try folds.map { try TrialDetails.folds(in: $0, of: entry.trial) } ?? [])
    }
}

enum EvidenceQuery {
    static let text = """
        SELECT losses, errors, folds FROM trials
        LEFT JOIN validation_losses ON validation_losses.trial_id = trials.id
        LEFT JOIN fold_metrics ON fold_metrics.trial_id = trials.id WHERE trials.id = ? AND trial = ?
        """
}
