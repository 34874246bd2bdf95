internal import JSON
public import ResultStore

/// Whom a rollback is by, and of which alias.
public struct RollbackRequest: Sendable, Equatable {
    public var alias: ModelAlias
    /// What the alias must point to now.
    public var expectation: AliasExpectation
    /// Why it shall be done although a test runs.
    public var override: String?
    public var by: String
    /// Seconds since 1970.
    public var at: Double
    public var note: String?

    public init(
        alias: ModelAlias, expectation: AliasExpectation = .whatever, override: String? = nil, by: String, at: Double,
        note: String? = nil
    ) {
        self.alias = alias
        self.expectation = expectation
        self.override = override
        self.by = by
        self.at = at
        self.note = note
    }
}

/// What a rollback did.
public struct Rollback: Sendable, Equatable {
    public let version: ModelVersion
    public let move: AliasMove
    public let record: DecisionRecord
    public let serving: ServingChange
}

extension Registry {
    /// Moves an alias back to the version that it had before the present one. What was rolled back before counts for never.
    ///
    /// - Throws: `DecisionError.nothingBefore`, `.aliasMoved`, `.damagedModel` where that version's model is gone; `GateRefusal` while a
    ///   test runs.
    public func rollBack(_ request: RollbackRequest) throws -> Rollback {
        let expected = request.expectation.resolved(try aliases()[request.alias])
        let (decided, version) = try changing { registry in
            let found = try registry.aliases()[request.alias]
            guard let found else { throw DecisionError.unsetAlias(request.alias.rawValue) }
            guard found == expected else {
                throw DecisionError.aliasMoved(alias: request.alias.rawValue, expected: expected, found: found)
            }
            let before = try AliasHistory(of: request.alias, registry.moves(), registry.records()).before
            guard let before, let version = try registry.version(before) else {
                throw DecisionError.nothingBefore(alias: request.alias.rawValue, version: found)
            }
            let draft = try draft(request, from: found, to: version, RunningTest(registry))
            return (try registry.change { try $0.decide(draft) }, version)
        }
        guard let move = decided.move else {
            throw DecisionError.nothingBefore(alias: request.alias.rawValue, version: version.version)
        }
        return Rollback(
            version: version, move: move, record: decided.record,
            serving: try ServingDocuments(registry: self).follow())
    }

    private func draft(
        _ request: RollbackRequest, from found: Int, to version: ModelVersion, _ running: RunningTest
    ) throws -> DecisionDraft {
        var checks: [GateCheck] = []
        if let model = version.model {
            _ = try modelBytes(of: version)
            checks.append(GateCheck(.model, .passed, "\(model.digest.prefix(12))…, as it was promoted"))
        } else {
            checks.append(GateCheck(.model, .skipped, "a program of yours: its model is not kept here"))
        }
        if request.alias == .champion { checks.append(running.check) }
        if request.override != nil { checks = checks.overridden }
        guard checks.refused.isEmpty else {
            throw GateRefusal(what: "\(request.alias.rawValue) stays model \(found)", checks: checks)
        }
        return DecisionDraft(
            kind: .rollback, by: request.by, at: request.at, note: request.note, override: request.override,
            model: version.version, move: DecisionDraft.Move(alias: request.alias, from: found, to: version.version),
            checks: checks, facts: ["modelDigest": version.model.map { .string($0.digest) } ?? .null])
    }
}

/// What an alias stood for, by the log: a rollback takes the last move back, every other move adds one.
struct AliasHistory {
    private var versions: [Int] = []

    init(of alias: ModelAlias, _ moves: [AliasMove], _ decisions: [DecisionRecord]) {
        let rollbacks = Set(decisions.filter { $0.draft.kind == .rollback }.map(\.number))
        for move in moves where move.alias == alias {
            if move.decision.map(rollbacks.contains) ?? false, versions.count > 1 {
                versions.removeLast()
            } else {
                versions.append(move.to)
            }
        }
    }

    /// The version before the present one; `nil` where there was none.
    var before: Int? { versions.dropLast().last }
}
