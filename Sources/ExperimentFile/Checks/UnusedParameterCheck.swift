internal import JSON
internal import SweepModel

/// Warns of trials that differ only in a parameter that their trainer does not look at.
struct UnusedParameterCheck {
    let table: ParameterTable
    let reach: TrainerReach

    func check(_ findings: inout Findings) {
        for parameter in table.parameters {
            guard let values = parameter.values, values.count > 1, !reach.parts.isZipped(parameter.name) else {
                continue
            }
            for schema in reach.schemas(with: parameter.name) {
                guard let test = schema.parameter(parameter.name)?.usedWhen?.tests.first else { continue }
                check(parameter, schema, test, &findings)
            }
        }
    }

    private func check(
        _ parameter: ReadParameter, _ schema: TrainerSchema, _ test: Condition.Test, _ findings: inout Findings
    ) {
        let isConditional = reach.parts.whens[parameter.name]?.value.tests.contains { $0.parameter == test.parameter }
        guard isConditional != true, let usual = schema.parameter(test.parameter)?.defaultValue else { return }
        let given = table[test.parameter]?.values.map { values in (0..<min(values.count, 1_000)).map { values[$0] } }
        let values = (given ?? [usual]).filter { schema.parameter(test.parameter)?.kind.accepts($0) ?? false }
        let idle = values.filter { !test.comparison.isMet(by: $0) }
        guard !idle.isEmpty else { return }
        let names = idle.map { $0.string ?? $0.text() }.joined(separator: ", ")
        let used = values.filter { test.comparison.isMet(by: $0) }.map { $0.string ?? $0.text() }
        let fix =
            used.isEmpty
            ? "all its values give the same trials"
            : "add `when: {\(parameter.name): {\(test.parameter): [\(used.joined(separator: ", "))]}}`"
        findings.warning(
            parameter.filePath,
            "has no effect on \(schema.name) with `\(test.parameter): \(names)`"
                + "\(given == nil ? ", the default" : ""); \(fix)", at: parameter.place)
    }
}
