internal import JSON
internal import ObjectStore
internal import ResultStore
internal import SweepModel

/// The checks of a promotion: those that can be made again from the store, and those of the moment.
struct PromotionGate {
    private let request: PromotionRequest
    private let candidate: PromotionCandidate
    private let aliases: [ModelAlias: Int]
    private let champion: ModelVersion?
    private let decisions: [DecisionRecord]
    private let runningTest: RunningTest
    private let results: ResultStore
    private let registry: Registry

    init(
        _ request: PromotionRequest, _ candidate: PromotionCandidate, _ store: RegistryStore,
        _ aliases: [ModelAlias: Int], _ results: ResultStore, _ registry: Registry
    ) throws {
        self.request = request
        self.candidate = candidate
        self.aliases = aliases
        self.results = results
        self.registry = registry
        champion = try aliases[.champion].flatMap { try store.version($0) }
        decisions = try store.records()
        runningTest = try RunningTest(store)
    }

    /// - Parameter known: the version that the trial has already.
    /// - Returns: the decision, still without the version's number.
    /// - Throws: `GateRefusal`.
    func judge(_ known: ModelVersion?) throws -> DecisionDraft {
        let subject = PromotionSubject(
            sweep: candidate.sweep.sweep, trial: candidate.trial.trial, confirmation: candidate.confirmation,
            champion: champion?.version, alias: request.alias, testScorings: try highestScoring())
        let judgement = try Gate(
            subject, champion: champion,
            championConfirmation: champion.flatMap { decisions.confirmation(of: $0.version) },
            in: results, store: registry.store
        ).judge()
        var checks = judgement.checks
        if request.alias == .champion { checks += [verdictCheck(known), runningTest.check] }
        if request.override != nil { checks = checks.overridden }
        guard checks.refused.isEmpty else {
            throw GateRefusal(
                what: "trial \(candidate.trial.trial.prefix(8)) of \(candidate.sweep.sweep) is not promoted",
                checks: checks)
        }
        return DecisionDraft(
            kind: .promote, by: request.by, at: request.at, note: request.note, override: request.override,
            checks: checks,
            facts: [
                "subject": subject.json, "inputs": judgement.inputs, "evidence": judgement.evidence,
                "methods": Self.methods,
            ])
    }

    private static let methods: JSON = [
        "software": .string("stepsweep \(StepSweepVersion.text)"),
        "interval": "over test rows, 95 %: Wilson (1927) for right and wrong, else Student's t by the delta method",
        "expected": "bootstrap bias correction (Tsamardinos, Greasidou and Borboudakis 2018), seed 24301",
    ]

    private func highestScoring() throws -> Int {
        guard let work = try WorkDocument.stored(candidate.sweep.sweep, in: registry.store),
            let split = TestSplit(of: work)
        else { return 0 }
        return try TestLedger(split, in: registry.store).scorings().compactMap(\.number).max() ?? 0
    }

    /// Whether production has spoken for the candidate.
    private func verdictCheck(_ known: ModelVersion?) -> GateCheck {
        guard let champion else { return GateCheck(.verdict, .skipped, "the first champion needs none") }
        guard let known, let found = decisions.verdict(for: known.version, against: champion.version) else {
            return GateCheck(
                .verdict, .refused,
                "no A/B test says that it beats model \(champion.version) in production: promote it --as challenger and run"
                    + " `stepsweep ab start`")
        }
        return GateCheck(
            .verdict, .passed, "test \(found.verdict.test) says promote, decision \(found.number)",
            figures: ["decision": .integer(found.number), "test": .string(found.verdict.test)])
    }
}

/// Whether an A/B test runs.
struct RunningTest {
    private let test: StoredTest?

    init(_ registry: RegistryStore) throws { test = try registry.tests().last { $0.end == nil } }

    var check: GateCheck {
        guard let test else {
            return GateCheck(.runningTest, .passed, "none")
        }
        return GateCheck(
            .runningTest, .refused,
            "the A/B test \(test.id) runs, and measures against the champion as it is: end it first",
            figures: ["test": .string(test.id)])
    }
}

extension [DecisionRecord] {
    /// The confirmation that the latest promotion of a version cites.
    func confirmation(of version: Int) -> String? {
        last { $0.draft.kind == .promote && $0.draft.model == version }?.draft.facts["subject"]?["confirmation"]?.string
    }
}
