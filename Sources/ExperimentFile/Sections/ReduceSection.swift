internal import JSON
internal import SweepModel

/// `reduce: {command: [python, reduce.py], service: batch}`.
enum ReduceSection {
    struct Reading {
        var command: [String]?
        var service = ReduceService.auto
    }

    static func read(_ root: Section, _ findings: inout Findings) -> Reading {
        var reading = Reading()
        guard let value = root["reduce"],
            let section = Section(value, path: "reduce", keys: ["command", "service"], &findings)
        else { return reading }
        if section["command"] == nil, section["service"] == nil {
            findings.error("reduce", "needs `command` or `service`", at: section.place)
        }
        reading.command = section.arguments("command", &findings)
        let service = section.choice("service", of: ReduceService.allCases.map(\.rawValue), &findings)
        reading.service = service.flatMap(ReduceService.init) ?? .auto
        return reading
    }
}
