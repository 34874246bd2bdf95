internal import Foundation
internal import JSON
internal import SweepModel

/// Turns W&B's `command` list into arguments.
///
/// A macro that stands for one text may be part of a longer element; the `${args…}` lists must be an element of their own.
/// What is no macro stays as it is written.
struct CommandExpansion {
    /// The file at `${args_json_file}`.
    let parametersFile: String
    let environment: [String: String]
    /// Where the command runs: relative entries of `PATH` count from here.
    let folder: String

    /// Why a command can't be expanded.
    struct Problem: Error, Equatable {
        let message: String
    }

    func arguments(of template: CommandTemplate, parameters: JSON) throws(Problem) -> [String] {
        var arguments: [String] = []
        for element in template.command {
            if let list = Self.list(element, parameters: parameters) {
                arguments += list
            } else {
                arguments.append(try text(element, template: template, parameters: parameters))
            }
        }
        if arguments.contains(where: { $0.utf8.contains(0) }) {
            throw Problem(message: "an argument has a zero byte, which no program can be given")
        }
        return arguments
    }

    /// The arguments that a list macro stands for; `nil` for any other element.
    private static func list(_ element: String, parameters: JSON) -> [String]? {
        let values = (parameters.object ?? [:]).sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        switch element {
        case "${args}": return values.map { "--\($0.key)=\(PythonText.text(of: $0.value))" }
        case "${args_no_equals}": return values.flatMap { ["--\($0.key)", PythonText.text(of: $0.value)] }
        case "${args_no_hyphens}": return values.map { "\($0.key)=\(PythonText.text(of: $0.value))" }
        case "${args_no_boolean_flags}":
            return values.compactMap { name, value in
                guard let flag = value.bool else { return "--\(name)=\(PythonText.text(of: value))" }
                return flag ? "--\(name)" : nil
            }
        default: return nil
        }
    }

    private func text(_ element: String, template: CommandTemplate, parameters: JSON) throws(Problem) -> String {
        var result = ""
        var rest = element[...]
        while let start = rest.range(of: "${"), let end = rest[start.upperBound...].firstIndex(of: "}") {
            let name = String(rest[start.upperBound..<end])
            result += rest[..<start.lowerBound]
            result += try value(of: name, template: template, parameters: parameters) ?? "${\(name)}"
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    private func value(of macro: String, template: CommandTemplate, parameters: JSON) throws(Problem) -> String? {
        switch macro {
        case "env": return "/usr/bin/env"
        case "interpreter": return interpreter
        case "program":
            guard let program = template.program else {
                throw Problem(message: "`command` uses ${program}, but the sweep file has no `program`; add it")
            }
            return program
        case "args_json": return parameters.text()
        case "args_json_file": return parametersFile
        default: break
        }
        guard macro.hasPrefix("envvar:") else { return nil }
        let variable = String(macro.dropFirst("envvar:".count))
        guard let value = environment[variable] else {
            throw Problem(message: "`command` uses ${\(macro)}, but the environment has no \(variable); set it")
        }
        return value
    }

    /// W&B means `python`; where only `python3` is installed, that.
    private var interpreter: String {
        let hasPython = ExecutablePath.exists("python", in: environment, folder: folder)
        return !hasPython && ExecutablePath.exists("python3", in: environment, folder: folder) ? "python3" : "python"
    }
}
