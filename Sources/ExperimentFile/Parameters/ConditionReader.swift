internal import JSON
internal import SweepModel

/// Tests on parameters, as `when`, `exclude` and lanes have them: `{optimizer: sgd, learning_rate: {gt: 0.1}}`.
struct ConditionReader {
    static let operators = ["eq", "ne", "in", "not_in", "lt", "lte", "gt", "gte"]

    let table: ParameterTable
    /// A condition that can't hold is an error where a parameter would never exist, else a warning.
    let mustBePossible: Bool

    /// - Returns: `nil` after an error.
    func read(_ value: SourceValue, path: String, _ findings: inout Findings) -> Condition? {
        guard let members = value.members, !members.isEmpty else {
            findings.error(
                path, "must be a mapping from parameters to values, received \(value.quoted)", at: value.place)
            return nil
        }
        var tests: [Condition.Test] = []
        let isRead = read(members, group: nil, path: path, into: &tests, &findings)
        return isRead ? Condition(tests: tests) : nil
    }

    private func read(
        _ members: [SourceValue.Member], group: String?, path: String, into tests: inout [Condition.Test],
        _ findings: inout Findings
    ) -> Bool {
        var isRead = true
        for member in members {
            let name = group.map { "\($0).\(member.key)" } ?? member.key
            let memberPath = "\(path).\(member.key)"
            if let parameter = table[name] {
                guard let comparisons = comparisons(member.value, path: memberPath, &findings) else {
                    isRead = false
                    continue
                }
                for comparison in comparisons {
                    isRead = check(comparison, on: parameter, member.value, memberPath, &findings) && isRead
                    tests.append(Condition.Test(name, comparison))
                }
            } else if table.isGroup(name), let inner = member.value.members, !inner.isEmpty {
                isRead = read(inner, group: name, path: memberPath, into: &tests, &findings) && isRead
            } else {
                findings.error(memberPath, unknown(name), at: member.keyPlace)
                isRead = false
            }
        }
        return isRead
    }

    private func unknown(_ name: String) -> String {
        if table.isGroup(name) {
            let members = table.members(ofGroup: name).map { "`\($0)`" }.joined(separator: ", ")
            return "is a group of parameters; name one of them: \(members)"
        }
        return "is not among `parameters`\(NearMiss.suggestion(for: name, among: table.names))"
    }

    // MARK: Comparisons

    private func comparisons(
        _ value: SourceValue, path: String, _ findings: inout Findings
    ) -> [Condition.Comparison]? {
        switch value.content {
        case .scalar(let scalar, _): return [.equals(scalar)]
        case .list(let elements):
            if !elements.isEmpty { return [.oneOf(elements.map(\.json))] }
            findings.error(path, "must list at least one value", at: value.place)
            return nil
        case .mapping(let members):
            let comparisons = members.map { comparison($0, path: path, &findings) }
            if members.isEmpty { findings.error(path, "needs a test such as `gt: 0.1`", at: value.place) }
            return members.isEmpty || comparisons.contains { $0 == nil } ? nil : comparisons.compactMap { $0 }
        }
    }

    private func comparison(
        _ member: SourceValue.Member, path: String, _ findings: inout Findings
    ) -> Condition.Comparison? {
        let path = "\(path).\(member.key)"
        switch member.key {
        case "eq": return .equals(member.value.json)
        case "ne": return .notEquals(member.value.json)
        case "in", "not_in":
            guard let values = member.value.json.array, !values.isEmpty else {
                findings.error(
                    path, "must be a list of at least one value, received \(member.value.quoted)",
                    at: member.value.place)
                return nil
            }
            return member.key == "in" ? .oneOf(values) : .noneOf(values)
        case "lt", "lte", "gt", "gte":
            guard let bound = member.value.json.double else {
                findings.error(path, "must be a number, received \(member.value.quoted)", at: member.value.place)
                return nil
            }
            return ordering(member.key, bound)
        default:
            findings.error(
                path,
                "is no test; known are \(Self.operators.joined(separator: ", "))"
                    + NearMiss.suggestion(for: member.key, among: Self.operators), at: member.keyPlace)
            return nil
        }
    }

    private func ordering(_ name: String, _ bound: Double) -> Condition.Comparison {
        switch name {
        case "lt": .lessThan(bound)
        case "lte": .lessThanOrEqual(bound)
        case "gt": .greaterThan(bound)
        default: .greaterThanOrEqual(bound)
        }
    }

    // MARK: Tests that can't hold

    /// - Returns: `false` after an error.
    private func check(
        _ comparison: Condition.Comparison, on parameter: ReadParameter, _ value: SourceValue, _ path: String,
        _ findings: inout Findings
    ) -> Bool {
        guard let values = parameter.known else { return true }
        let isPossible = values.canMeet(comparison)
        var problems = strangers(comparison, values).map { stranger in
            let suggestion = stranger.string.map { NearMiss.suggestion(for: $0, among: values.texts) } ?? ""
            return "`\(parameter.name)` never has the value \(stranger.text().shortened(to: 40))\(suggestion)"
        }
        if problems.isEmpty, !isPossible { problems = ["no value of `\(parameter.name)` meets this"] }
        guard let problem = problems.first else { return true }
        if !isPossible, mustBePossible {
            findings.error(path, problem, at: value.place)
            return false
        }
        findings.warning(path, problem, at: value.place)
        return true
    }

    /// Values that a comparison names and the parameter never has.
    private func strangers(_ comparison: Condition.Comparison, _ values: KnownValues) -> [JSON] {
        switch comparison {
        case .equals(let value), .notEquals(let value): [value].filter { !values.contains($0) }
        case .oneOf(let named), .noneOf(let named): named.filter { !values.contains($0) }
        default: []
        }
    }
}
