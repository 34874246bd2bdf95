internal import JSON

/// The environment of a user's command: that of the worker, and what the trial adds.
enum CommandEnvironment {
    /// `STEPSWEEP_PARAM_` with the parameter's name in capitals, each character that is no letter or digit as `_`; a nested
    /// parameter's name is its path. Where two names meet, the first in the order of names has the variable.
    static func variable(for path: [String]) -> String {
        let letters = path.joined(separator: "_").unicodeScalars.map { scalar -> Character in
            let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
            return isPlain ? Character(scalar.properties.uppercaseMapping) : "_"
        }
        return "STEPSWEEP_PARAM_" + String(letters)
    }

    /// One variable for each parameter, nested ones by their path, values as on the command line.
    static func parameters(_ parameters: JSON) -> [String: String] {
        var variables: [String: String] = [:]
        add(parameters, path: [], to: &variables)
        return variables
    }

    private static func add(_ value: JSON, path: [String], to variables: inout [String: String]) {
        if case .object(let members) = value {
            for (name, member) in members.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
                add(member, path: path + [name], to: &variables)
            }
        }
        let text = PythonText.text(of: value)
        guard !path.isEmpty, !text.utf8.contains(0) else { return }
        variables[variable(for: path)] = variables[variable(for: path)] ?? text
    }
}
