internal import JSON
internal import SweepModel

/// `reduce: {command: [python, reduce.py]}`.
enum ReduceSection {
    static func read(_ root: Section, _ findings: inout Findings) -> [String]? {
        guard let value = root["reduce"],
            let section = Section(value, path: "reduce", keys: ["command"], &findings)
        else { return nil }
        if section["command"] == nil { findings.error("reduce", "needs `command`", at: section.place) }
        return section.arguments("command", &findings)
    }
}
