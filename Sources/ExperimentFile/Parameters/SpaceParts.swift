internal import JSON
internal import SweepModel

/// `zip`, `when` and `exclude`, read against the parameters that they name.
struct SpaceParts {
    /// A part with its place and its path in the file.
    struct Part<Value> {
        let value: Value
        let path: String
        let place: Place
    }

    private(set) var zips: [Part<[String]>] = []
    /// By the name of the parameter that exists only then.
    private(set) var whens: [String: Part<Condition>] = [:]
    private(set) var excludes: [Part<Condition>] = []

    init(_ root: Section, _ table: ParameterTable, _ findings: inout Findings) {
        if let value = root["zip"] { readZips(value, table, &findings) }
        if let value = root["when"] { readWhens(value, table, &findings) }
        if let value = root["exclude"] { readExcludes(value, table, &findings) }
    }

    private var zipped: Set<String> = []

    func isZipped(_ name: String) -> Bool { zipped.contains(name) }

    // MARK: zip

    private mutating func readZips(_ value: SourceValue, _ table: ParameterTable, _ findings: inout Findings) {
        guard let groups = value.elements, groups.allSatisfy({ $0.elements != nil }) else {
            findings.error(
                "zip", "must be a list of lists of names, as in `[[a, b]]`, received \(value.quoted)", at: value.place)
            return
        }
        for (index, group) in groups.enumerated() {
            readZip(group, path: "zip[\(index)]", table, &findings)
        }
    }

    private mutating func readZip(
        _ group: SourceValue, path: String, _ table: ParameterTable, _ findings: inout Findings
    ) {
        var names: [String] = []
        var seen: Set<String> = []
        for (index, element) in (group.elements ?? []).enumerated() {
            guard let name = element.json.string, table[name] != nil else {
                let suggestion = element.json.string.map { NearMiss.suggestion(for: $0, among: table.names) } ?? ""
                findings.error(
                    "\(path)[\(index)]", "\(element.quoted) is not among `parameters`\(suggestion)", at: element.place)
                continue
            }
            if !seen.insert(name).inserted || isZipped(name) {
                findings.error(
                    "\(path)[\(index)]", "`\(name)` is zipped already; put all its partners into one list",
                    at: element.place)
                continue
            }
            names.append(name)
        }
        guard names.count == group.elements?.count else { return }
        guard names.count > 1 else {
            findings.error(path, "needs at least two parameters, received \(group.quoted)", at: group.place)
            return
        }
        let counts = names.compactMap { name in table[name]?.values.map { "`\(name)` has \($0.count)" } }
        let sizes = Set(names.compactMap { table[$0]?.values?.count })
        guard sizes.count < 2 else {
            findings.error(
                path, "zipped parameters need equally many values: \(counts.joined(separator: ", "))", at: group.place)
            return
        }
        zipped.formUnion(names)
        zips.append(Part(value: names, path: path, place: group.place))
    }

    // MARK: when

    private mutating func readWhens(_ value: SourceValue, _ table: ParameterTable, _ findings: inout Findings) {
        guard let members = value.members, !members.isEmpty else {
            findings.error(
                "when", "must be a mapping such as `{momentum: {optimizer: sgd}}`, received \(value.quoted)",
                at: value.place)
            return
        }
        let reader = ConditionReader(table: table, mustBePossible: true)
        for member in members {
            let path = "when.\(member.key)"
            let names = table.isGroup(member.key) ? table.members(ofGroup: member.key) : [member.key]
            guard table.isGroup(member.key) || table[member.key] != nil else {
                findings.error(
                    path, "is not among `parameters`\(NearMiss.suggestion(for: member.key, among: table.names))",
                    at: member.keyPlace)
                continue
            }
            guard let condition = reader.read(member.value, path: path, &findings) else { continue }
            for name in names { add(condition, to: name, path, member.keyPlace) }
        }
    }

    /// A parameter in a group may have a condition of its own beside the group's.
    private mutating func add(_ condition: Condition, to name: String, _ path: String, _ place: Place) {
        let others = whens[name]?.value.tests ?? []
        whens[name] = Part(value: Condition(tests: others + condition.tests), path: path, place: place)
    }

    // MARK: exclude

    private mutating func readExcludes(_ value: SourceValue, _ table: ParameterTable, _ findings: inout Findings) {
        guard let elements = value.elements else {
            findings.error(
                "exclude", "must be a list such as `[{optimizer: sgd}]`, received \(value.quoted)", at: value.place)
            return
        }
        let reader = ConditionReader(table: table, mustBePossible: false)
        for (index, element) in elements.enumerated() {
            let path = "exclude[\(index)]"
            guard let condition = reader.read(element, path: path, &findings) else { continue }
            excludes.append(Part(value: condition, path: path, place: element.place))
        }
    }
}
