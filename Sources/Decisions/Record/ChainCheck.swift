internal import JSON
internal import ResultStore
internal import SweepModel

/// Holds decisions, log and aliases against each other: what a registry says of itself.
struct ChainCheck {
    /// Those that can be read, by number.
    private(set) var records: [Int: DecisionRecord] = [:]
    private(set) var digests: [String] = []
    private(set) var findings: [VerificationFinding] = []

    init(_ decisions: [StoredDecision], _ moves: [AliasMove], _ aliases: [ModelAlias: Int]) {
        var previous = DecisionRecord.beginning
        for (index, stored) in decisions.enumerated() {
            previous = follow(stored, number: index + 1, previous: previous)
        }
        checkMoves(moves)
        checkAliases(moves, aliases)
    }

    /// - Returns: the digest of this record's bytes, which the next one must name.
    private mutating func follow(_ stored: StoredDecision, number: Int, previous: String) -> String {
        let digest = Digest.sha256(stored.record.utf8)
        digests.append(digest)
        expect(number, "number", .integer(number), .integer(stored.number))
        expect(stored.number, "digest", .string(stored.digest), .string(digest))
        guard let json = try? JSON(parsing: stored.record), let record = DecisionRecord(json) else {
            findings.append(
                VerificationFinding(stored.number, "record", recorded: "a decision record", found: "something else"))
            return digest
        }
        records[stored.number] = record
        expect(stored.number, "number", .integer(record.number), .integer(stored.number))
        expect(stored.number, "kind", .string(record.draft.kind.rawValue), .string(stored.kind))
        expect(stored.number, "previous", .string(record.previous), .string(previous))
        return digest
    }

    private mutating func expect(_ decision: Int?, _ field: String, _ recorded: JSON, _ found: JSON) {
        guard recorded != found else { return }
        findings.append(VerificationFinding(decision, field, recorded: recorded, found: found))
    }

    /// Each record's move is in the log, and nothing else cites a record.
    private mutating func checkMoves(_ moves: [AliasMove]) {
        let logged = Dictionary(grouping: moves.filter { $0.decision != nil }) { $0.decision ?? 0 }
        for (number, record) in records.sorted(by: { $0.key < $1.key }) {
            let move = record.draft.move.flatMap { $0.from == $0.to ? nil : $0 }
            let found = (logged[number] ?? []).map {
                DecisionDraft.Move(alias: $0.alias, from: $0.from, to: $0.to).json
            }
            expect(number, "move", .array(move.map { [$0.json] } ?? []), .array(found))
            for logged in logged[number] ?? [] {
                expect(number, "by", .string(record.draft.by), .string(logged.movedBy))
                expect(number, "at", .number(record.draft.at), .number(logged.movedAt))
            }
        }
        for number in logged.keys.sorted() where records[number] == nil {
            findings.append(
                VerificationFinding(number, "record", recorded: nil, found: "a move that cites it"))
        }
    }

    /// Each move begins where the one before ended, and the alias is where the last one put it.
    private mutating func checkAliases(_ moves: [AliasMove], _ aliases: [ModelAlias: Int]) {
        for alias in ModelAlias.allCases {
            let own = moves.filter { $0.alias == alias }
            var place: Int?
            for move in own {
                expect(
                    move.decision, "log.\(alias.rawValue).from", place.map(JSON.integer) ?? .null,
                    move.from.map(JSON.integer) ?? .null)
                place = move.to
            }
            expect(
                nil, "aliases.\(alias.rawValue)", place.map(JSON.integer) ?? .null,
                aliases[alias].map(JSON.integer) ?? .null)
        }
    }
}
