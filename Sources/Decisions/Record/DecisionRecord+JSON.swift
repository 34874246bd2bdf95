public import JSON
internal import ResultStore

extension DecisionRecord {
    /// The record's own names; what a draft's facts may not be called.
    private static let ownNames: Set<String> = [
        "schema", "version", "number", "previous", "kind", "by", "at", "note", "override", "model", "move", "checks",
    ]

    /// As it is stored and hashed: see `docs/json.md`.
    public var json: JSON {
        let own: [String: JSON] = [
            "schema": .string(Self.schema), "version": .integer(Self.version), "number": .integer(number),
            "previous": .string(previous), "kind": .string(draft.kind.rawValue), "by": .string(draft.by),
            "at": .number(draft.at), "note": draft.note.map(JSON.string) ?? .null,
            "override": draft.override.map(JSON.string) ?? .null, "model": draft.model.map(JSON.integer) ?? .null,
            "move": draft.move?.json ?? .null, "checks": .array(draft.checks.map(\.json)),
        ]
        return .object(draft.facts.merging(own) { _, own in own })
    }

    /// `nil` for a document that no version of this program wrote.
    init?(_ json: JSON) {
        guard json["schema"]?.string == Self.schema, json["version"]?.int == Self.version,
            let number = json["number"]?.int, let previous = json["previous"]?.string,
            let kind = json["kind"]?.string.flatMap(Kind.init), let by = json["by"]?.string,
            let at = json["at"]?.double, let checks = json["checks"]?.array?.map(GateCheck.init),
            let members = json.object
        else { return nil }
        var draft = DecisionDraft(
            kind: kind, by: by, at: at, note: json["note"]?.string, override: json["override"]?.string,
            model: json["model"]?.int, checks: checks.compactMap(\.self),
            facts: members.filter { !Self.ownNames.contains($0.key) })
        guard draft.checks.count == checks.count else { return nil }
        if let move = json["move"], !move.isNull {
            guard let read = DecisionDraft.Move(move) else { return nil }
            draft.move = read
        }
        self.init(number: number, previous: previous, draft: draft)
    }
}

extension DecisionDraft.Move {
    var json: JSON {
        ["alias": .string(alias.rawValue), "from": from.map(JSON.integer) ?? .null, "to": .integer(to)]
    }

    init?(_ json: JSON) {
        guard let alias = json["alias"]?.string.flatMap(ModelAlias.init), let to = json["to"]?.int else { return nil }
        self.init(alias: alias, from: json["from"]?.int, to: to)
    }
}
