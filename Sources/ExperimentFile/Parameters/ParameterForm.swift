internal import JSON
internal import SweepModel

/// Which of W&B's forms a parameter has, and the values that it stands for.
enum ParameterForm {
    static func values(of section: Section, _ findings: inout Findings) -> ParameterValues? {
        if let probabilities = section["probabilities"] {
            findings.error(
                section.path(of: "probabilities"),
                "can't be used on a grid, which tries every value once; remove it", at: probabilities.place)
            return nil
        }
        guard let distribution = distribution(of: section, &findings) else { return nil }
        if let refusal = distribution.refusal {
            let place = section["distribution"]?.place ?? section.place
            findings.error(section.path(of: "distribution"), "`\(distribution.rawValue)` \(refusal)", at: place)
            return nil
        }
        guard hasOnlyKeys(of: distribution, section, &findings) else { return nil }
        switch distribution {
        case .constant: return section["value"].map { .list([$0.json]) }
        case .categorical: return listed(section, &findings)
        default: return GridRange(distribution, section, &findings)?.values(&findings)
        }
    }

    private static func distribution(of section: Section, _ findings: inout Findings) -> Distribution? {
        if section["distribution"] != nil {
            let name = section.choice("distribution", of: Distribution.names, &findings)
            return name.flatMap(Distribution.init)
        }
        if section["value"] != nil { return .constant }
        if section["values"] != nil { return .categorical }
        if section["q"] != nil {
            findings.error(
                section.path(of: "q"), "needs a distribution such as `distribution: q_uniform`",
                at: section.keyPlace("q") ?? section.place)
            return nil
        }
        if section["mu"] != nil || section["sigma"] != nil { return .normal }
        if section["a"] != nil || section["b"] != nil { return .beta }
        if section["min"] != nil || section["max"] != nil {
            let isWhole = [section["min"], section["max"]].allSatisfy { $0?.json.isWritten(asInteger: true) ?? true }
            return isWhole ? .intUniform : .uniform
        }
        let given = section.keys.isEmpty ? "nothing" : section.keys.map { "`\($0)`" }.joined(separator: ", ")
        findings.error(
            section.path, "needs `value`, `values`, or `min` and `max`; received \(given)", at: section.place)
        return nil
    }

    /// Reports keys of another form, and this form's missing ones.
    private static func hasOnlyKeys(
        of distribution: Distribution, _ section: Section, _ findings: inout Findings
    ) -> Bool {
        var isRight = true
        for key in section.keys where key != "distribution" && !distribution.keys.contains(key) {
            guard let place = section.keyPlace(key), Distribution.allCases.contains(where: { $0.keys.contains(key) })
            else { continue }
            findings.error(
                section.path(of: key), "can't stand beside \(beside(distribution, section, key))", at: place)
            isRight = false
        }
        for key in distribution.keys where key != "steps" && key != "q" && section[key] == nil {
            findings.error(
                section.path, "`\(distribution.rawValue)` needs `\(key)`", at: section.place)
            isRight = false
        }
        return isRight
    }

    private static func beside(_ distribution: Distribution, _ section: Section, _ key: String) -> String {
        if section["distribution"] != nil {
            let hint = distribution == .qUniform && key == "steps" ? ": `q` is the step" : ""
            return "`distribution: \(distribution.rawValue)`\(hint)"
        }
        return "`\(section.keys.first { distribution.keys.contains($0) } ?? "value")`"
    }

    private static func listed(_ section: Section, _ findings: inout Findings) -> ParameterValues? {
        guard let value = section["values"] else { return nil }
        guard let elements = value.elements, !elements.isEmpty else {
            let hint = value.elements == nil ? "; write `[\(value.json.text().shortened(to: 40))]`" : ""
            findings.error(
                section.path(of: "values"),
                "must be a list of at least one value, received \(value.quoted)\(value.members == nil ? hint : "")",
                at: value.place)
            return nil
        }
        return .list(elements.map(\.json))
    }
}

extension JSON {
    func isWritten(asInteger: Bool) -> Bool {
        if case .integer = self { asInteger } else { !asInteger }
    }
}
