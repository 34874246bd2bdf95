public import JSON

extension JSONPath {
    /// Reads the path.
    ///
    /// An indefinite path reads as a list, empty where nothing is found; a definite one must find its node.
    public func read(in scope: EvaluationScope) throws(PathNotFound) -> JSON {
        let start = try start(in: scope)
        guard isDefinite else { return .array(Self.nodes(steps, from: start, root: start)) }
        return try definiteNode(from: start)
    }

    private func start(in scope: EvaluationScope) throws(PathNotFound) -> JSON {
        switch root {
        case .input: return scope.input
        case .context: return scope.context()
        case .variable(let name):
            guard let value = scope.variables[name] else {
                throw PathNotFound(problem: "The variable '$\(name)' is not assigned")
            }
            return value
        }
    }

    private func definiteNode(from start: JSON) throws(PathNotFound) -> JSON {
        var node = start
        for (position, step) in steps.enumerated() {
            guard let child = Self.child(step, of: node) else { throw notFound(at: position, node: node) }
            node = child
        }
        return node
    }

    /// The only node below `node`; several names of one object read as an object of those that exist.
    private static func child(_ step: Step, of node: JSON) -> JSON? {
        switch step {
        case .member(let name): return node[name]
        case .members(let names):
            guard let members = node.object else { return nil }
            let chosen = names.compactMap { name in members[name].map { (name, $0) } }
            return .object(Dictionary(chosen) { first, _ in first })
        case .index(let index): return element(index, of: node)
        default: return nil
        }
    }

    private func notFound(at position: Int, node: JSON) -> PathNotFound {
        let isLast = position == steps.count - 1
        switch steps[position] {
        case .member, .members:
            guard node.object != nil else {
                let above = "$" + Self.brackets(steps.prefix(position))
                let step = Self.brackets([steps[position]])
                return PathNotFound(problem: "Expected to find an object with property \(step) in path \(above)")
            }
            let place = Self.brackets(steps.prefix(position + 1))
            return PathNotFound(
                problem: isLast ? "No results for path: $\(place)" : "Missing property in path $\(place)")
        default: return PathNotFound(problem: "No results for path: $\(Self.brackets(steps[...]))")
        }
    }

    /// The steps in bracket notation, as Jayway's messages write them: `['a'][0]`.
    private static func brackets(_ steps: ArraySlice<Step>) -> String {
        steps.map { step in
            switch step {
            case .member(let name): "['\(name)']"
            case .members(let names): "[" + names.map { "'\($0)'" }.joined(separator: ",") + "]"
            case .index(let index): "[\(index)]"
            default: "[*]"
            }
        }.joined()
    }
}

// MARK: All nodes

extension JSONPath {
    /// Every node that `steps` reach, in document order; members of an object go by their names.
    static func nodes(_ steps: some Sequence<Step>, from start: JSON, root: JSON) -> [JSON] {
        var nodes = [start]
        for step in steps where !nodes.isEmpty {
            nodes = nodes.flatMap { children(step, of: $0, root: root) }
        }
        return nodes
    }

    private static func children(_ step: Step, of node: JSON, root: JSON) -> [JSON] {
        switch step {
        case .member, .members, .index: child(step, of: node).map { [$0] } ?? []
        case .indices(let indices): indices.compactMap { element($0, of: node) }
        case .slice(let start, let end): slice(start, end, of: node)
        case .wildcard: below(node)
        case .filter(let filter): filtered(filter, node, root: root)
        case .descend(let step): descendants(node).flatMap { found(step, at: $0, root: root) }
        }
    }

    private static func element(_ index: Int, of node: JSON) -> JSON? {
        guard let count = node.array?.count else { return nil }
        return node[index < 0 ? count + index : index]
    }

    /// Jayway's reading: an open start or end counts from the back where negative; with both given, each index is
    /// resolved alone.
    private static func slice(_ start: Int?, _ end: Int?, of node: JSON) -> [JSON] {
        guard let elements = node.array, !elements.isEmpty else { return [] }
        let count = elements.count
        switch (start, end) {
        case (let start?, nil): return Array(elements[max(0, min(count, start < 0 ? max(0, count + start) : start))...])
        case (nil, let end?): return Array(elements[..<max(0, min(count, end < 0 ? max(0, count + end) : end))])
        case (let start?, let end?):
            let first = max(start, -count)
            let last = min(end, count)
            return first < last ? (first..<last).compactMap { element($0, of: node) } : []
        case (nil, nil): return elements
        }
    }

    private static func below(_ node: JSON) -> [JSON] {
        switch node {
        case .array(let elements): elements
        case .object(let members): members.sorted { $0.key < $1.key }.map(\.value)
        default: []
        }
    }

    /// A filter tests the elements of a list, and an object itself.
    private static func filtered(_ filter: PathFilter, _ node: JSON, root: JSON) -> [JSON] {
        switch node {
        case .array(let elements): elements.filter { filter.accepts($0, root: root) }
        case .object: filter.accepts(node, root: root) ? [node] : []
        default: []
        }
    }

    /// Under a descent only objects are tested by a filter: the walk brings every element along anyway.
    private static func found(_ step: Step, at node: JSON, root: JSON) -> [JSON] {
        if case .filter(let filter) = step {
            return node.object != nil && filter.accepts(node, root: root) ? [node] : []
        }
        return children(step, of: node, root: root)
    }

    /// The node and all containers below it, parents first. Iterative: the depth of the data does not matter.
    private static func descendants(_ node: JSON) -> [JSON] {
        var found: [JSON] = []
        var pending = [node]
        while let node = pending.popLast() {
            guard node.array != nil || node.object != nil else { continue }
            found.append(node)
            pending.append(contentsOf: below(node).reversed())
        }
        return found
    }
}

/// A definite path found no node.
public struct PathNotFound: Error, Sendable, Hashable {
    /// Jayway's words for what is missing, such as `No results for path: $['a']`.
    public let problem: String
}
