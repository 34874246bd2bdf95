internal import JSON
internal import SweepModel

/// `parameters`: W&B's forms, with `steps` for ranges.
struct ParameterReader {
    private static let keys = [
        "value", "values", "distribution", "min", "max", "steps", "q", "parameters", "probabilities", "mu", "sigma",
        "a", "b",
    ]

    private var table = ParameterTable()
    private var findings: Findings

    private init(_ findings: Findings) { self.findings = findings }

    static func read(_ value: SourceValue, _ findings: inout Findings) -> ParameterTable {
        var reader = ParameterReader(findings)
        reader.group(value, path: [], filePath: "parameters")
        findings = reader.findings
        return reader.table
    }

    private mutating func group(_ value: SourceValue, path: [String], filePath: String) {
        guard let members = value.members, !members.isEmpty else {
            let problem =
                value.members == nil
                ? "must be a mapping from names to values, received \(value.quoted)" : "needs at least one parameter"
            findings.error(filePath, problem, at: value.place)
            return
        }
        if !path.isEmpty { table.addGroup(path) }
        for member in members {
            guard member.key.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_.\-]*/) != nil else {
                findings.error(
                    "\(filePath).\(member.key)",
                    "is no parameter name: a letter or `_`, then letters, digits, `_`, `-` and `.`",
                    at: member.keyPlace)
                continue
            }
            parameter(member, path: path + [member.key], filePath: "\(filePath).\(member.key)")
        }
    }

    private mutating func parameter(_ member: SourceValue.Member, path: [String], filePath: String) {
        guard member.value.members != nil else {
            let fix =
                member.value.elements == nil ? "value: \(member.value.json.text().shortened(to: 40))" : "values: […]"
            findings.error(
                filePath, "must be a mapping, received \(member.value.quoted); write `{\(fix)}`",
                at: member.value.place)
            add(path, filePath, member.keyPlace, nil)
            return
        }
        guard let section = Section(member.value, path: filePath, keys: Self.keys, &findings) else { return }
        if let nested = section["parameters"] {
            for key in section.keys where key != "parameters" && Self.keys.contains(key) {
                findings.error(
                    section.path(of: key), "can't stand beside nested `parameters`",
                    at: section.keyPlace(key) ?? section.place)
            }
            group(nested, path: path, filePath: section.path(of: "parameters"))
            return
        }
        let values = ParameterForm.values(of: section, &findings)
        let places = values == nil ? [] : section["values"]?.elements?.map(\.place) ?? []
        let constant = section["value"].map { [$0.place] } ?? []
        add(path, filePath, member.keyPlace, values, places.isEmpty ? constant : places)
    }

    private mutating func add(
        _ path: [String], _ filePath: String, _ place: Place, _ values: ParameterValues?, _ valuePlaces: [Place] = []
    ) {
        let parameter = ReadParameter(
            path: path, filePath: filePath, place: place, values: values, valuePlaces: valuePlaces)
        if let first = table.add(parameter) {
            findings.error(
                filePath, "has the name of `\(first.filePath)` on line \(first.place.line); rename one", at: place)
        }
    }
}
