internal import JSON

/// Writes an input as the form of the query protocols: `Tags.member.1.Key=a`.
struct FormEncoder {
    /// `member` for the query protocol, nothing for EC2's.
    let listWord: String?

    /// The items in the order of their names.
    func encode(_ input: JSON) -> Query {
        var query = Query()
        add(input, "", to: &query)
        return query
    }

    private func add(_ value: JSON, _ name: String, to query: inout Query) {
        func join(_ part: String) -> String { name.isEmpty ? part : "\(name).\(part)" }
        switch value {
        case .null: break
        case .bool(let value): query.add(name, value ? "true" : "false")
        case .integer(let value): query.add(name, String(value))
        case .number(let value): query.add(name, value.description)
        case .string(let value): query.add(name, value)
        case .array(let elements):
            // An empty list is said by its bare name, or an update would keep the old one.
            if elements.isEmpty { query.add(name, "") }
            for (index, element) in elements.enumerated() {
                add(element, join((listWord.map { "\($0)." } ?? "") + String(index + 1)), to: &query)
            }
        case .object(let members):
            for (key, member) in members.sorted(by: { $0.key < $1.key }) { add(member, join(key), to: &query) }
        }
    }
}
