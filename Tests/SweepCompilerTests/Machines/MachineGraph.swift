import JSON

/// A machine's states as a graph, read from its JSON text alone: what no schema sees.
struct MachineGraph {
    /// Sentences; empty for a sound machine.
    private(set) var faults: [String] = []
    private var names: Set<String> = []

    /// - Parameter target: `$.target` as an engine fills it; a path into it must lead somewhere.
    init(_ machine: JSON, target: JSON) {
        look(at: machine, place: "the machine")
        for path in Self.paths(in: machine) where path.hasPrefix("$.target.") {
            var value: JSON? = target
            for member in path.split(separator: ".").dropFirst(2) { value = value?[String(member)] }
            if value == nil || value?.isNull == true { faults.append("\(path) is nowhere in the target") }
        }
    }

    /// One level of states: a machine, or what a Map runs for each item.
    private mutating func look(at level: JSON, place: String) {
        let states = level["States"]?.object ?? [:]
        for (name, state) in states.sorted(by: { $0.key < $1.key }) {
            if !names.insert(name).inserted { faults.append("\(name) is there twice") }
            for next in Self.targets(of: state) where states[next] == nil {
                faults.append("\(name) goes to \(next), which is not in \(place)")
            }
            if state["Type"] == "Task", state["Retry"]?.array?.isEmpty ?? true {
                faults.append("\(name) gives up at the first throttled call")
            }
            if let inner = state["ItemProcessor"] {
                if !(state["Retry"]?.array?.isEmpty ?? true) { faults.append("\(name) would run every item again") }
                look(at: inner, place: name)
            }
        }
        let reached = Self.closure([level["StartAt"]?.string ?? ""], in: states) { Self.targets(of: $0) }
        faults += states.keys.filter { !reached.contains($0) }.sorted().map { "nothing leads to \($0)" }
        let ends = states.filter { $0.value["End"] == true || ["Succeed", "Fail"].contains($0.value["Type"]) }.keys
        let sources = { (name: String) in states.filter { Self.targets(of: $0.value).contains(name) }.map(\.key) }
        var ending = Set(ends)
        var open = Array(ends)
        while let name = open.popLast() {
            for source in sources(name) where ending.insert(source).inserted { open.append(source) }
        }
        faults += states.keys.filter { !ending.contains($0) }.sorted().map { "\($0) never comes to an end" }
    }

    private static func closure(
        _ start: [String], in states: [String: JSON], _ next: (JSON) -> [String]
    ) -> Set<String> {
        var reached: Set<String> = []
        var open = start
        while let name = open.popLast() {
            guard let state = states[name], reached.insert(name).inserted else { continue }
            open += next(state)
        }
        return reached
    }

    /// Where a state may go: by itself, by a choice, by a failure.
    private static func targets(of state: JSON) -> [String] {
        let choices = state["Choices"]?.array ?? []
        let catches = state["Catch"]?.array ?? []
        return [state["Next"], state["Default"]].compactMap { $0?.string }
            + (choices + catches).compactMap { $0["Next"]?.string }
    }

    /// Every path that a text of the machine names, also inside intrinsic functions.
    private static func paths(in value: JSON) -> Set<String> {
        if let text = value.string {
            return Set(text.matches(of: /\$\.[A-Za-z.]+/).map { String($0.output) })
        }
        let parts = value.array ?? value.object.map { Array($0.values) } ?? []
        return parts.reduce(into: []) { $0.formUnion(paths(in: $1)) }
    }
}
