import ArgumentParser
import JSON
import SweepModel

/// `stepsweep trainers [NAME]`
struct Trainers: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the built-in trainers, their parameters and the metrics they report.",
        discussion: """
            EXAMPLES
              stepsweep trainers
              stepsweep trainers mlp
            """)

    @Argument(help: "A trainer's name; all of them without it.") var name: String?
    @OptionGroup var output: OutputOptions

    mutating func run() throws {
        let schemas = try name.map { [try schema(named: $0)] } ?? TrainerSchema.all
        guard !output.json else {
            let document: JSON = [
                "schema": "stepsweep.trainers", "version": 1, "trainers": .array(schemas.map(\.json)),
            ]
            return Terminal.write(document.text(.indented) + "\n")
        }
        Terminal.write(schemas.map(\.table).joined(separator: "\n"))
    }

    private func schema(named name: String) throws -> TrainerSchema {
        guard let schema = TrainerSchema.named(name) else {
            let known = TrainerSchema.all.map(\.name).joined(separator: ", ")
            throw CommandFailure("error: no trainer `\(name)`; there are: \(known)", .usage)
        }
        return schema
    }
}

extension TrainerSchema {
    /// The trainer as a table of its parameters, generated from the schema that checks sweep files.
    fileprivate var table: String {
        let rows = parameters.map { ($0.name, $0.defaultValue.text(), $0.kind.allowed, $0.meaning) }
        let widths = (
            rows.map(\.0.count).max() ?? 0, max(7, rows.map(\.1.count).max() ?? 0)
        )
        var lines = ["\(name)  \(summary) (\(tasks.map(\.rawValue).joined(separator: ", ")))", ""]
        lines.append(
            "  " + pad("parameter", max(9, widths.0)) + "  " + pad("default", widths.1)
                + "  meaning, and what is allowed")
        for row in rows {
            lines.append("  " + pad(row.0, max(9, widths.0)) + "  " + pad(row.1, widths.1) + "  \(row.3)")
            lines.append(String(repeating: " ", count: max(9, widths.0) + widths.1 + 6) + row.2)
        }
        let metrics = tasks.flatMap(TrainerMetric.reported).map(\.name)
        var seen: Set<String> = []
        lines += ["", "  metrics: " + metrics.filter { seen.insert($0).inserted }.joined(separator: ", ")]
        return lines.joined(separator: "\n") + "\n"
    }

    private func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    fileprivate var json: JSON {
        [
            "name": .string(name), "summary": .string(summary), "tasks": .array(tasks.map { .string($0.rawValue) }),
            "parameters": .array(
                parameters.map { parameter in
                    [
                        "name": .string(parameter.name), "type": .string(parameter.kind.name),
                        "default": parameter.defaultValue, "allowed": .string(parameter.kind.allowed),
                        "meaning": .string(parameter.meaning),
                    ]
                }),
            "metrics": .array(
                tasks.flatMap(TrainerMetric.reported).map { metric in
                    [
                        "name": .string(metric.name), "goal": .string(metric.goal.rawValue),
                        "meaning": .string(metric.meaning),
                    ]
                }),
        ]
    }
}
