/// Checks what a document's shape can't show: that transitions lead somewhere, every state is reached, and names are
/// unique.
final class GraphCheck {
    private let log: DiagnosticLog
    /// Where each state name was seen first; names are unique over the whole machine.
    private var places: [String: String] = [:]

    init(_ log: DiagnosticLog) { self.log = log }

    func check(_ machine: StateMachine) { check(machine, at: "") }

    private func check(_ graph: some StateGraph, at location: String) {
        guard !graph.states.isEmpty else { return }
        checkTarget(graph.startAt, in: graph, at: "\(location)/StartAt")
        for (name, state) in graph.states.sorted(by: { $0.key < $1.key }) {
            let place = "\(location)/States/\(name)"
            checkName(name, at: place)
            for target in state.targets {
                checkTarget(target.name, in: graph, at: "\(place)/\(target.field)")
            }
            checkParts(of: state, at: place)
        }
        checkReachability(of: graph, at: location)
    }

    private func checkName(_ name: String, at place: String) {
        if let first = places[name] {
            log.report(
                "Duplicate State name: \(name)", at: place, detail: "also at \(first)", code: .duplicateStateName)
        } else {
            places[name] = place
        }
    }

    /// AWS writes 'Next' for every field that leads somewhere.
    private func checkTarget(_ name: String, in graph: some StateGraph, at place: String) {
        guard graph.states[name] == nil, !name.isEmpty else { return }
        log.report("Missing 'Next' target: \(name)", at: place, code: .missingTransitionTarget)
    }

    private func checkParts(of state: State, at place: String) {
        switch state {
        case .map(let state): check(state.itemProcessor, at: "\(place)/ItemProcessor")
        case .parallel(let state):
            for (index, branch) in state.branches.enumerated() { check(branch, at: "\(place)/Branches[\(index)]") }
        default: break
        }
    }

    /// Without any state that ends, AWS says only that.
    private func checkReachability(of graph: some StateGraph, at location: String) {
        guard graph.states.values.contains(where: \.isTerminal) else {
            return log.report("Workflow has no terminal state", at: "\(location)/States", code: .missingEndState)
        }
        let reached = reachableStates(of: graph)
        for name in graph.states.keys.sorted() where !reached.contains(name) {
            log.report(
                "State \"\(name)\" is not reachable.", at: "\(location)/States/\(name)", code: .missingTransitionTarget)
        }
    }

    private func reachableStates(of graph: some StateGraph) -> Set<String> {
        var reached: Set<String> = [graph.startAt]
        var pending = [graph.startAt]
        while let name = pending.popLast() {
            for target in graph.states[name]?.targets ?? [] where reached.insert(target.name).inserted {
                pending.append(target.name)
            }
        }
        return reached
    }
}

extension State {
    /// Every state that may follow, with the field that says so.
    fileprivate var targets: [(name: String, field: String)] {
        let rules: [(name: String, field: String)] =
            if case .choice(let state) = self {
                state.choices.enumerated().map { ($1.next, "Choices[\($0)]/Next") }
                    + (state.default.map { [($0, "Default")] } ?? [])
            } else { [] }
        let catchers = catchers.enumerated().map { (name: $1.next, field: "Catch[\($0)]/Next") }
        guard case .next(let next)? = transition else { return rules + catchers }
        return rules + catchers + [(next, "Next")]
    }

    private var catchers: [Catcher] {
        switch self {
        case .task(let state): state.catch
        case .parallel(let state): state.catch
        case .map(let state): state.catch
        default: []
        }
    }

    private var transition: Transition? {
        switch self {
        case .pass(let state): state.transition
        case .task(let state): state.transition
        case .wait(let state): state.transition
        case .parallel(let state): state.transition
        case .map(let state): state.transition
        case .choice, .succeed, .fail: nil
        }
    }

    fileprivate var isTerminal: Bool {
        switch self {
        case .succeed, .fail: true
        default: transition == .end
        }
    }
}
