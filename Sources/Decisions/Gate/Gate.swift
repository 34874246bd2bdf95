internal import JSON
internal import ObjectStore
internal import ResultStore
internal import SweepModel

/// Judges a promotion by what the store holds of its subject. The same store gives the same judgement, whenever it is asked: so a
/// record can be verified.
struct Gate {
    let subject: PromotionSubject
    let sweep: SweepSummary
    let trial: TrialOutcome
    let work: WorkDocument?
    let confirmation: Confirmation?
    /// The candidate's point in the confirmation.
    let point: Confirmation.Point?
    /// Of the sweep's test rows, those that were there when it was decided; empty where it keeps none.
    let scorings: [TestScoring]
    let champion: ModelVersion?
    /// The confirmation that the champion's own promotion cites.
    let championConfirmation: Confirmation?
    let results: ResultStore
    let store: FolderStore

    /// Judged once.
    struct Judgement {
        /// Evidence, data, test rows and champion.
        let checks: [GateCheck]
        let inputs: JSON
        let evidence: JSON
    }

    /// - Parameters:
    ///   - champion: the version that the subject names.
    ///   - championConfirmation: the id of the confirmation by which that one was promoted.
    /// - Throws: `DecisionError` where sweep or trial are gone; what the stores throw.
    init(
        _ subject: PromotionSubject, champion: ModelVersion?, championConfirmation: String?, in results: ResultStore,
        store: FolderStore
    ) throws {
        guard let sweep = try results.sweep(subject.sweep) else { throw DecisionError.unknownSweep(subject.sweep) }
        guard let trial = try results.trial(subject.trial, of: subject.sweep) else {
            throw DecisionError.unknownTrial(prefix: subject.trial, sweep: subject.sweep)
        }
        self.subject = subject
        self.sweep = sweep
        self.trial = trial
        self.champion = champion
        self.results = results
        self.store = store
        work = try WorkDocument.stored(subject.sweep, in: store)
        confirmation = try subject.confirmation.flatMap { try Confirmation($0, in: results, store: store) }
        point = confirmation?.point(of: trial.trial, parameters: trial.parameters, sweep: trial.sweep)
        scorings =
            try work.flatMap(TestSplit.init).map { split in
                try TestLedger(split, in: store).scorings().filter { ($0.number ?? 0) <= subject.testScorings }
            } ?? []
        self.championConfirmation =
            championConfirmation == confirmation?.id
            ? confirmation
            : try championConfirmation.flatMap { try Confirmation($0, in: results, store: store) }
    }

    func judge() throws -> Judgement {
        let comparison = try compareWithChampion()
        return Judgement(
            checks: [evidenceCheck, try dataCheck(), testRowsCheck, championCheck(comparison)],
            inputs: try inputs(), evidence: try evidence())
    }
}

extension Confirmation {
    /// The point of a trial of the confirmed sweep, which may be another seed of it than the one that stands for it.
    func point(of trial: String, parameters: JSON, sweep: String) -> Point? {
        guard sweep == self.sweep else { return nil }
        return points.first { $0.trial == trial } ?? points.first { $0.parameters.isSame(as: parameters) }
    }
}
