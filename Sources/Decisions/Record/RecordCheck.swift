internal import JSON
internal import ObjectStore
internal import ResultStore
internal import SweepModel

/// Recomputes what one record says.
struct RecordCheck {
    let record: DecisionRecord
    /// The decisions that were there when it was made.
    let before: [DecisionRecord]
    let versions: [Int: ModelVersion]
    let results: ResultStore?
    let registry: Registry

    func findings() throws -> [VerificationFinding] {
        switch record.draft.kind {
        case .promote: try modelFindings() + promotionFindings()
        case .ab: try modelFindings() + testFindings()
        case .rollback: try modelFindings()
        }
    }

    private func differences(_ field: String, _ found: JSON) -> [VerificationFinding] {
        VerificationFinding.differences(record.number, field, record.draft.facts[field] ?? .null, found)
    }

    private func modelFindings() throws -> [VerificationFinding] {
        guard let number = record.draft.model else { return [] }
        guard let version = versions[number] else {
            return [VerificationFinding(record.number, "model", recorded: .integer(number), found: .null)]
        }
        var findings: [VerificationFinding] = []
        if record.draft.facts["versionDigest"] != nil {
            findings += differences("versionDigest", .string(Digest.sha256(version.json.bytes())))
        }
        if let digest = record.draft.facts["modelDigest"], !digest.isNull {
            let bytes = try version.model.flatMap { try registry.home.get($0.key)?.bytes }
            findings += differences("modelDigest", bytes.map { .string(Registry.digest($0)) } ?? .null)
        }
        return findings
    }

    private func promotionFindings() throws -> [VerificationFinding] {
        guard let subject = record.draft.facts["subject"].flatMap(PromotionSubject.init) else {
            return [VerificationFinding(record.number, "subject", recorded: "names", found: .null)]
        }
        guard let results, let gate = try gate(subject, results) else {
            return [VerificationFinding(record.number, "subject.sweep", recorded: .string(subject.sweep), found: .null)]
        }
        let judgement = try gate.judge()
        return differences("inputs", judgement.inputs) + differences("evidence", judgement.evidence)
            + checkFindings(judgement.checks) + (try outcomeFindings(gate)) + (try dataFindings())
            + verdictFindings(subject)
    }

    /// `nil` where sweep or trial are gone from the results.
    private func gate(_ subject: PromotionSubject, _ results: ResultStore) throws -> Gate? {
        do {
            return try Gate(
                subject, champion: subject.champion.flatMap { versions[$0] },
                championConfirmation: subject.champion.flatMap(before.confirmation), in: results, store: registry.store)
        } catch DecisionError.unknownSweep {
            return nil
        } catch DecisionError.unknownTrial {
            return nil
        }
    }

    private func checkFindings(_ checks: [GateCheck]) -> [VerificationFinding] {
        let found = record.draft.override == nil ? checks : checks.overridden
        return found.flatMap { check -> [VerificationFinding] in
            guard let recorded = record.draft.checks.first(where: { $0.name == check.name }) else { return [] }
            let field = "checks.\(check.name.rawValue)."
            return VerificationFinding.differences(
                record.number, field + "outcome", .string(recorded.outcome.rawValue), .string(check.outcome.rawValue))
                + VerificationFinding.differences(record.number, field + "figures", recorded.figures, check.figures)
        }
    }

    /// The database is made of records: those of all trials that count must be among them, where the sweep's lie here.
    private func outcomeFindings(_ gate: Gate) throws -> [VerificationFinding] {
        let inputs = record.draft.facts["inputs"]
        var wanted: [(sweep: String, trial: String, field: String)] = [
            (gate.trial.sweep, gate.trial.trial, "inputs.outcome")
        ]
        if let confirmation = gate.subject.confirmation {
            wanted += (inputs?["confirmation"]?["outcomes"]?.object ?? [:]).keys.sorted().map {
                (confirmation, $0, "inputs.confirmation.outcomes.\($0)")
            }
        }
        let trials = Dictionary(grouping: wanted, by: \.sweep).mapValues { Set($0.map(\.trial)) }
        let known = try trials.map { ($0.key, try OutcomeDigests(of: $0.value, $0.key, in: registry.store)) }
        let digests = Dictionary(known) { first, _ in first }
        return wanted.compactMap { sweep, trial, field in
            guard let digests = digests[sweep] else { return nil }
            let recorded =
                field == "inputs.outcome"
                ? inputs?["outcome"]?.string : inputs?["confirmation"]?["outcomes"]?[trial]?.string
            guard digests.areHere, let recorded, digests.byTrial[trial]?.contains(recorded) != true else { return nil }
            return VerificationFinding(
                record.number, field + " in its outcome record", recorded: .string(recorded),
                found: digests.byTrial[trial]?.last.map(JSON.string) ?? .null)
        }
    }

    /// The data files that the store keeps must be those that were named.
    private func dataFindings() throws -> [VerificationFinding] {
        try ["dataDigest", "targetDigest"].flatMap { name -> [VerificationFinding] in
            guard let digest = record.draft.facts["inputs"]?[name]?.string else { return [] }
            return try registry.store.list(prefix: StoreKey.dataFolder + digest + "/").compactMap { key in
                let found = try registry.store.get(key).map { Digest.sha256($0.bytes) }
                return found == digest
                    ? nil
                    : VerificationFinding(
                        record.number, "inputs.\(name), in \(key)", recorded: .string(digest),
                        found: found.map(JSON.string) ?? .null)
            }
        }
    }

    /// The A/B decision that a champion cites.
    private func verdictFindings(_ subject: PromotionSubject) -> [VerificationFinding] {
        guard let check = record.draft.checks.first(where: { $0.name == .verdict }), check.outcome == .passed,
            let model = record.draft.model, let champion = subject.champion
        else { return [] }
        let found = before.verdict(for: model, against: champion)?.number
        return VerificationFinding.differences(
            record.number, "checks.verdict.figures.decision", check.figures["decision"] ?? .null,
            found.map(JSON.integer) ?? .null)
    }
}
