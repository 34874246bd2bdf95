public import ResultStore
internal import JSON

/// What a decision that is stored looks like in the registry.
public struct Decided: Sendable, Equatable {
    public let record: DecisionRecord
    /// `nil` where no alias moved.
    public let move: AliasMove?
}

extension Registry {
    /// All decisions, the first one first.
    ///
    /// - Throws: `DecisionError.damagedDecision` for one that no version of this program wrote.
    public func decisions() throws -> [DecisionRecord] {
        try reading { try $0.records() } ?? []
    }

    /// Stores a decision, and moves its alias by compare-and-swap; both or neither.
    ///
    /// - Parameter draft: `move.from` is what the alias must point to now.
    /// - Throws: `DecisionError.aliasMoved` where it points elsewhere.
    public func decide(_ draft: DecisionDraft) throws -> Decided {
        try changing { registry in try registry.change { try $0.decide(draft) } }
    }
}

extension RegistryStore {
    func records() throws -> [DecisionRecord] {
        try decisions().map { stored in
            guard let json = try? JSON(parsing: stored.record), let record = DecisionRecord(json) else {
                throw DecisionError.damagedDecision(number: stored.number)
            }
            return record
        }
    }
}

extension RegistryChange {
    /// As `Registry.decide`, within a transaction that may do more.
    func decide(_ draft: DecisionDraft) throws -> Decided {
        let last = try lastDecision()
        let record = DecisionRecord(
            number: (last?.number ?? 0) + 1, previous: last?.digest ?? DecisionRecord.beginning, draft: draft)
        try append(record.stored)
        guard let wanted = draft.move else { return Decided(record: record, move: nil) }
        let move = AliasMove(
            alias: wanted.alias, from: wanted.from, to: wanted.to, movedAt: draft.at, movedBy: draft.by,
            note: draft.note ?? draft.override, decision: record.number)
        if let conflict = try self.move(move) {
            throw DecisionError.aliasMoved(
                alias: wanted.alias.rawValue, expected: wanted.from, found: conflict.found)
        }
        return Decided(record: record, move: wanted.from == wanted.to ? nil : move)
    }
}
