import JSON

/// Compares as the recordings demand: members that look like JSON objects are decoded on both sides, redacted places
/// are left out.
enum Comparison {
    static func same(_ actual: JSON, _ expected: JSON, redacted: [String]) -> Bool {
        var (actual, expected) = (normal(actual), normal(expected))
        for path in redacted {
            let steps = Self.steps(path)
            (actual, expected) = (without(steps[...], actual), without(steps[...], expected))
        }
        return actual == expected
    }

    private static func normal(_ json: JSON) -> JSON {
        switch json {
        case .object(let members): .object(members.mapValues(member))
        case .array(let elements):
            .array(elements.map { $0.array == nil && $0.object == nil ? $0 : normal($0) })
        default: json
        }
    }

    private static func member(_ json: JSON) -> JSON {
        guard let text = json.string else { return normal(json) }
        guard text.hasPrefix("{"), let decoded = try? JSON(parsing: text) else { return json }
        return member(decoded)
    }

    /// `$.output.a[0]` without its first step.
    private static func steps(_ path: String) -> [String] {
        path.replacing("[", with: ".").replacing("]", with: "").split(separator: ".").dropFirst().map(String.init)
    }

    private static func without(_ steps: ArraySlice<String>, _ json: JSON) -> JSON {
        guard let step = steps.first else { return "redacted" }
        switch json {
        case .object(var members):
            guard let child = members[step] else { return json }
            members[step] = without(steps.dropFirst(), child)
            return .object(members)
        case .array(var elements):
            guard let index = Int(step), elements.indices.contains(index) else { return json }
            elements[index] = without(steps.dropFirst(), elements[index])
            return .array(elements)
        default: return json
        }
    }
}
