internal import JSON
internal import SweepModel

/// Holds the parameters of a sweep against the schemas of the built-in trainers that its trials may have.
struct TrainerCheck {
    /// Wrong values of one parameter that are listed.
    private static let listed = 3
    /// Wrong values of one parameter that are counted.
    private static let counted = 1_000

    let trainers: Trainers
    let table: ParameterTable
    let reach: TrainerReach

    init(_ trainers: Trainers, _ table: ParameterTable, _ parts: SpaceParts) {
        self.trainers = trainers
        self.table = table
        reach = TrainerReach(trainers: trainers, table: table, parts: parts)
    }

    func check(_ findings: inout Findings) {
        if let when = reach.parts.whens["trainer"] {
            findings.error(when.path, "every trial needs a trainer; remove this condition", at: when.place)
        }
        for parameter in table.parameters where parameter.name != "trainer" { check(parameter, &findings) }
    }

    private func check(_ parameter: ReadParameter, _ findings: inout Findings) {
        guard parameter.path.count == 1 else {
            findings.error(
                parameter.filePath, "is nested; a built-in trainer takes plain parameters only", at: parameter.place)
            return
        }
        let possible = reach.schemas(with: parameter.name)
        let strangers = possible.filter { $0.parameter(parameter.name) == nil }
        if !possible.isEmpty, strangers.count == possible.count {
            findings.error(parameter.filePath, unknown(parameter.name, possible), at: parameter.place)
            return
        }
        if !strangers.isEmpty {
            let owners = possible.filter { $0.parameter(parameter.name) != nil }.map(\.name)
            let test = owners.count == 1 ? owners[0] : "[\(owners.joined(separator: ", "))]"
            findings.error(
                parameter.filePath,
                "is no parameter of \(strangers.map(\.name).joined(separator: " or ")); "
                    + "add `when: {\(parameter.name): {trainer: \(test)}}`", at: parameter.place)
        }
        for schema in possible { check(parameter, of: schema, &findings) }
    }

    private func unknown(_ name: String, _ schemas: [TrainerSchema]) -> String {
        let trainers = schemas.map(\.name).joined(separator: " or ")
        if name == "seed" || name == "random_state" {
            return "is no parameter of \(trainers); write `seeds: n` at the top of the file to repeat every point"
        }
        let known = schemas.flatMap(\.parameters)
        if let other = known.first(where: { $0.otherNames.contains(name.lowercased()) }) {
            return "is no parameter of \(trainers); it is called `\(other.name)` here"
        }
        let names = Array(Set(known.map(\.name))).sorted()
        let suggestion = NearMiss.suggestion(for: name, among: names)
        return "is no parameter of \(trainers)"
            + (suggestion.isEmpty ? "; known are \(names.joined(separator: ", "))" : suggestion)
    }

    // MARK: Values

    private func check(_ parameter: ReadParameter, of schema: TrainerSchema, _ findings: inout Findings) {
        guard let known = schema.parameter(parameter.name), let values = parameter.values else { return }
        var wrong = 0
        for index in places(of: values) {
            let value = values[index]
            guard !known.kind.accepts(value), reach.canMeet(schema, parameter, valueAt: index, value) else { continue }
            wrong += 1
            if wrong == TrainerCheck.counted { break }
            guard wrong <= TrainerCheck.listed else { continue }
            findings.error(
                path(parameter, values, index), problem(value, of: parameter, known, schema),
                at: parameter.place(ofValue: index))
        }
        let orMore = wrong == TrainerCheck.counted ? " or" : ""
        if wrong > TrainerCheck.listed {
            findings.error(
                parameter.filePath,
                "\(wrong - TrainerCheck.listed)\(orMore) more of its values are wrong in the same way",
                at: parameter.place)
        }
    }

    /// All values of a list, both ends of a range of whole numbers.
    private func places(of values: ParameterValues) -> [Int] {
        if case .integers = values, values.count > 1_000 { return [0, values.count - 1] }
        return Array(0..<values.count)
    }

    private func path(_ parameter: ReadParameter, _ values: ParameterValues, _ index: Int) -> String {
        guard parameter.valuePlaces.count == values.count else { return parameter.filePath }
        return parameter.valuePlaces.count == 1
            ? parameter.filePath : "\(parameter.filePath).values[\(index)]"
    }

    private func problem(
        _ value: JSON, of parameter: ReadParameter, _ known: Hyperparameter, _ schema: TrainerSchema
    ) -> String {
        let text = value.text().shortened(to: 60)
        var hint = ""
        if case .choice(let names) = known.kind, let text = value.string {
            hint = NearMiss.suggestion(for: text, among: names)
        } else if let text = value.string, Double(text) != nil || text == "true" || text == "false" {
            hint = "; remove the quotes"
        } else if case .wholeNumber = known.kind, parameter.valuePlaces.isEmpty, value.int == nil {
            hint = "; list `values` instead of a range"
        }
        guard trainers.schemas.count > 1 else { return "must be \(known.kind.allowed), received \(text)\(hint)" }
        let isRightElsewhere = trainers.schemas.contains { $0.parameter(known.name)?.kind.accepts(value) ?? false }
        if isRightElsewhere {
            hint =
                "; to keep the value for other trainers, `exclude: [{trainer: \(schema.name), \(known.name): \(text)}]`"
        }
        return "must be \(known.kind.allowed) for \(schema.name), received \(text)\(hint)"
    }
}
