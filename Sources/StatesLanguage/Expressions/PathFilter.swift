internal import JSON

/// The condition of a filter step such as `[?(@.price < 10 && @.category == 'fiction')]`.
indirect enum PathFilter: Sendable, Hashable {
    case and([PathFilter])
    case or([PathFilter])
    case not(PathFilter)
    /// The operand's path finds something.
    case exists(Operand)
    case compare(Operand, Relation, Operand)

    enum Operand: Sendable, Hashable {
        case literal(JSON)
        /// A path from the candidate (`@`) or from the root (`$`).
        case path(fromRoot: Bool, [JSONPath.Step])
    }

    enum Relation: Sendable, Hashable {
        case equals
        case differs
        case less
        case lessOrEqual
        case greater
        case greaterOrEqual
        case isIn
        case isNotIn
        case contains
        case hasSize
        case isEmpty

        static let words: [(text: StaticString, relation: Relation)] = [
            ("in", .isIn), ("nin", .isNotIn), ("contains", .contains), ("size", .hasSize), ("empty", .isEmpty),
        ]
    }
}

extension PathFilter {
    func accepts(_ candidate: JSON, root: JSON) -> Bool {
        switch self {
        case .and(let terms): terms.allSatisfy { $0.accepts(candidate, root: root) }
        case .or(let terms): terms.contains { $0.accepts(candidate, root: root) }
        case .not(let term): !term.accepts(candidate, root: root)
        case .exists(let operand): operand.value(candidate, root: root) != nil
        case .compare(let left, let relation, let right):
            relation.holds(left.value(candidate, root: root), right.value(candidate, root: root))
        }
    }
}

extension PathFilter.Operand {
    /// `nil` where the path finds nothing.
    fileprivate func value(_ candidate: JSON, root: JSON) -> JSON? {
        switch self {
        case .literal(let value): return value
        case .path(let fromRoot, let steps):
            let found = JSONPath.nodes(steps, from: fromRoot ? root : candidate, root: root)
            return steps.allSatisfy(\.isDefinite) ? found.first : .array(found)
        }
    }
}

extension PathFilter.Relation {
    fileprivate func holds(_ left: JSON?, _ right: JSON?) -> Bool {
        switch self {
        case .equals: Self.equal(left, right)
        case .differs: !Self.equal(left, right)
        case .less: Self.ordered(left, right) { $0 < 0 }
        case .lessOrEqual: Self.ordered(left, right) { $0 <= 0 }
        case .greater: Self.ordered(left, right) { $0 > 0 }
        case .greaterOrEqual: Self.ordered(left, right) { $0 >= 0 }
        case .isIn: right?.array?.contains { Self.equal(left, $0) } ?? false
        case .isNotIn: !(right?.array?.contains { Self.equal(left, $0) } ?? false)
        case .contains: Self.contains(left, right)
        case .hasSize: Self.size(left).map { $0 == right?.int } ?? false
        case .isEmpty: Self.size(left).map { ($0 == 0) == (right?.bool ?? true) } ?? false
        }
    }

    /// Numbers compare by value; a path that finds nothing equals only another such path.
    private static func equal(_ left: JSON?, _ right: JSON?) -> Bool {
        if let left = left?.double, let right = right?.double { return left == right }
        return left == right
    }

    /// `test` gets -1, 0 or 1; texts and numbers have an order, nothing else has.
    private static func ordered(_ left: JSON?, _ right: JSON?, _ test: (Int) -> Bool) -> Bool {
        if let left = left?.double, let right = right?.double { return test(left < right ? -1 : left > right ? 1 : 0) }
        guard let left = left?.string, let right = right?.string else { return false }
        return test(left < right ? -1 : left > right ? 1 : 0)
    }

    private static func contains(_ left: JSON?, _ right: JSON?) -> Bool {
        if let elements = left?.array { return elements.contains { equal($0, right) } }
        guard let text = left?.string, let part = right?.string else { return false }
        return part.isEmpty || text.utf8.count >= part.utf8.count && text.contains(part)
    }

    private static func size(_ value: JSON?) -> Int? {
        value?.array?.count ?? value?.string?.count ?? value?.object?.count
    }
}
