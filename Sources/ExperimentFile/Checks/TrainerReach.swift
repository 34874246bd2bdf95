internal import JSON
internal import SweepModel

/// Which trainers a trial can have that also has a given parameter.
struct TrainerReach {
    let trainers: Trainers
    let table: ParameterTable
    let parts: SpaceParts

    /// The trainers with which `parameter` can exist, by its `when` and those of the parameters that it depends on.
    func schemas(with parameter: String) -> [TrainerSchema] {
        var reach = trainers.schemas
        var open = [parameter]
        var seen: Set<String> = []
        while let name = open.popLast() {
            guard seen.insert(name).inserted, let condition = parts.whens[name]?.value else { continue }
            for test in condition.tests {
                if test.parameter == "trainer" {
                    reach.removeAll { !test.comparison.isMet(by: .string($0.name)) }
                } else {
                    open.append(test.parameter)
                }
            }
        }
        return reach
    }

    /// Whether a trial can have this value together with this trainer: `zip` and `exclude` may keep them apart.
    func canMeet(_ schema: TrainerSchema, _ parameter: ReadParameter, valueAt index: Int, _ value: JSON) -> Bool {
        if let trainer = table["trainer"]?.values, index < trainer.count,
            parts.zips.contains(where: { $0.value.contains("trainer") && $0.value.contains(parameter.name) })
        {
            return trainer[index] == .string(schema.name)
        }
        let point: JSON = ["trainer": .string(schema.name), parameter.name: value]
        return !parts.excludes.contains { part in
            part.value.tests.allSatisfy { $0.parameter == "trainer" || $0.parameter == parameter.name }
                && part.value.isMet(by: point)
        }
    }
}
