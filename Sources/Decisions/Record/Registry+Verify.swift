internal import JSON
public import ResultStore

extension Registry {
    /// Recomputes decisions from what the store and the registry's home hold now: chain, log and aliases always; models, outcomes,
    /// figures and checks of the decision that is named, or of all.
    ///
    /// - Parameters:
    ///   - number: one decision; `nil` means all.
    ///   - head: the digest of a record that was kept elsewhere: it must be in the chain.
    ///   - results: `nil` where the store has none.
    /// - Throws: `DecisionError.unknownDecision`; what the stores throw.
    public func verify(
        _ number: Int? = nil, head: String? = nil, against results: ResultStore?
    ) throws -> Verification {
        let read = try reading { registry in
            (
                chain: ChainCheck(try registry.decisions(), try registry.moves(), try registry.aliases()),
                versions: try registry.versions()
            )
        }
        let records = read?.chain.records ?? [:]
        if let number, records[number] == nil, read?.chain.digests.indices.contains(number - 1) != true {
            throw DecisionError.unknownDecision(number)
        }
        var findings = read?.chain.findings ?? []
        if let head, read?.chain.digests.contains(head.lowercased()) != true {
            findings.append(
                VerificationFinding(
                    nil, "head", recorded: .string(head), found: read?.chain.digests.last.map(JSON.string) ?? .null))
        }
        let wanted = number.map { [$0] } ?? records.keys.sorted()
        let versions = Dictionary((read?.versions ?? []).map { ($0.version, $0) }) { first, _ in first }
        let all = records.sorted { $0.key < $1.key }.map(\.value)
        for record in wanted.compactMap({ records[$0] }) {
            let check = RecordCheck(
                record: record, before: all.filter { $0.number < record.number }, versions: versions, results: results,
                registry: self)
            findings += try check.findings()
        }
        return Verification(decisions: wanted, head: read?.chain.digests.last, findings: findings)
    }
}
