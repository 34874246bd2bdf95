public import JSON

/// Parameters by their dotted names: `{"optimizer": {"name": "adam"}}` has `optimizer.name`.
public enum ParameterNames {
    /// Whole numbers written as fractions become whole numbers; an empty object stays one.
    public static func flatten(_ parameters: JSON) -> [String: JSON] {
        var flat: [String: JSON] = [:]
        add(parameters, under: "", to: &flat)
        return flat
    }

    /// The JSON reader bounds the depth of what it reads, so that this recursion is bounded too.
    private static func add(_ value: JSON, under path: String, to flat: inout [String: JSON]) {
        guard let members = value.object, !members.isEmpty || path.isEmpty else {
            flat[path] = value.normalisingNumbers
            return
        }
        for (name, member) in members { add(member, under: path.isEmpty ? name : "\(path).\(name)", to: &flat) }
    }

    /// The parameters that differ between rows, sorted, and those that every row has with one value.
    static func split(_ rows: [[String: JSON]]) -> (varying: [String], constant: [String: JSON]) {
        guard var constant = rows.first else { return ([], [:]) }
        var names = Set(constant.keys)
        for row in rows.dropFirst() {
            names.formUnion(row.keys)
            constant = constant.filter { row[$0.key] == $0.value }
        }
        return (names.subtracting(constant.keys).sorted(), constant)
    }
}
