internal import JSON
internal import SweepModel

/// `trainer`, `program` and `command`: what a trial does.
enum WorkSection {
    case builtIn(Trainers)
    case command(CommandTemplate)
    /// An error has been reported.
    case unknown

    private static let macros = [
        "env", "interpreter", "program", "args", "args_no_equals", "args_no_hyphens", "args_no_boolean_flags",
        "args_json", "args_json_file", "envvar:NAME",
    ]

    static func read(_ root: Section, _ table: ParameterTable, _ findings: inout Findings) -> WorkSection {
        if root["program"] != nil || root["command"] != nil { return readCommand(root, &findings) }
        if root["trainer"] != nil || table["trainer"] != nil { return readTrainers(root, table, &findings) }
        guard !SweepKey.refused.contains(where: { root[$0.key] != nil }) || root["early_terminate"] != nil else {
            return .unknown
        }
        findings.error(
            "trainer",
            "is missing: say what to run, `trainer: \(TrainerSchema.all[0].name)` for a built-in trainer "
                + "(\(trainerNames.joined(separator: ", "))) or `program: train.py` for your own", at: root.place)
        return .unknown
    }

    // MARK: A user's own program

    private static func readCommand(_ root: Section, _ findings: inout Findings) -> WorkSection {
        for key in ["trainer", "data"] {
            guard let place = root.keyPlace(key) else { continue }
            let fix = key == "data" ? "give your program the path as a parameter" : "remove one of them"
            findings.error(
                key, "is for built-in trainers and can't stand beside `program` or `command`; \(fix)", at: place)
        }
        let program = root.text("program", &findings)
        guard root["command"] != nil else {
            return program.map { .command(CommandTemplate(program: $0)) } ?? .unknown
        }
        guard let command = root.arguments("command", &findings), hasKnownMacros(command, root, &findings) else {
            return .unknown
        }
        return .command(CommandTemplate(program: program, command: command))
    }

    private static func hasKnownMacros(_ command: [String], _ root: Section, _ findings: inout Findings) -> Bool {
        let places = root["command"]?.elements?.map(\.place) ?? []
        var areKnown = true
        for (index, argument) in command.enumerated() {
            let place = places.indices.contains(index) ? places[index] : root.place
            for match in argument.matches(of: /\$\{([^}]*)\}/) {
                guard let problem = problem(ofMacro: String(match.1), root) else { continue }
                findings.error("command[\(index)]", problem, at: place)
                areKnown = false
            }
        }
        return areKnown
    }

    private static func problem(ofMacro name: String, _ root: Section) -> String? {
        if name == "program", root["program"] == nil { return "`${program}` needs the key `program`" }
        if name.hasPrefix("envvar:"), name.count > 7 { return nil }
        guard !macros.dropLast().contains(name) else { return nil }
        let suggestion = NearMiss.best(for: name, among: macros).map { "; did you mean `${\($0)}`?" }
        let known = "; known are " + macros.map { "${\($0)}" }.joined(separator: ", ")
        return "`${\(name.shortened(to: 40))}` is no macro\(suggestion ?? known)"
    }

    // MARK: Built-in trainers

    static let trainerNames = TrainerSchema.all.map(\.name)

    private static func readTrainers(
        _ root: Section, _ table: ParameterTable, _ findings: inout Findings
    ) -> WorkSection {
        if let key = root.keyPlace("trainer"), let parameter = table["trainer"] {
            findings.error(
                parameter.filePath, "the key `trainer` on line \(key.line) names it too; remove one of them",
                at: parameter.place)
            return .unknown
        }
        if root["trainer"] != nil {
            guard let name = root.choice("trainer", of: trainerNames, &findings) else { return .unknown }
            return .builtIn(Trainers(schemas: TrainerSchema.named(name).map { [$0] } ?? []))
        }
        guard let parameter = table["trainer"], let values = parameter.values else { return .unknown }
        var schemas: [TrainerSchema] = []
        for index in 0..<min(values.count, 100) {
            if let name = values[index].string, let schema = TrainerSchema.named(name) {
                if !schemas.contains(schema) { schemas.append(schema) }
                continue
            }
            let suggestion = values[index].string.map { NearMiss.suggestion(for: $0, among: trainerNames) } ?? ""
            findings.error(
                parameter.filePath,
                "must be one of \(trainerNames.joined(separator: ", ")), received "
                    + "\(values[index].text().shortened(to: 40))\(suggestion)", at: parameter.place(ofValue: index))
            return .unknown
        }
        return .builtIn(Trainers(schemas: schemas))
    }
}
