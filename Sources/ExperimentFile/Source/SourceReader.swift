internal import JSON
internal import Yams

/// Text → values with places; everything that YAML itself can get wrong is found here.
struct SourceReader {
    private var composer = Composer()
    private var anchors: [String: Anchored] = [:]
    private var remaining = SourceLimits.values
    private var hasOverflowed = false
    private var findings: Findings

    /// A value that aliases repeat: how many values it holds, and how deep.
    private struct Anchored {
        let value: SourceValue
        let size: Int
        let height: Int
    }

    private init(_ findings: Findings) { self.findings = findings }

    /// The document of `text`; `nil` where it has none, or after an error that leaves nothing to read.
    static func read(_ text: String, _ findings: inout Findings) -> SourceValue? {
        let size = text.utf8.count
        guard size <= SourceLimits.bytes else {
            findings.error(
                "", "has \(size) bytes; a sweep file may have at most \(SourceLimits.bytes)", at: .start)
            return nil
        }
        let text = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
        var reader = SourceReader(findings)
        defer { findings = reader.findings }
        do {
            guard let node = try reader.composer.compose(text) else { return nil }
            let value = reader.value(node, path: "", depth: 0)
            return reader.hasOverflowed ? nil : value
        } catch {
            let problem = YAMLProblem(error, in: text)
            reader.findings.error("", problem.message, at: problem.place)
            return nil
        }
    }

    private mutating func value(_ node: Node, path: String, depth: Int) -> SourceValue {
        let place = node.mark.map(Place.init) ?? .start
        guard take(1, height: depth, place) else { return .nothing(at: place) }
        let before = remaining
        let value: SourceValue
        switch node {
        case .scalar(let scalar):
            if scalar.isAlias { return alias(scalar, path: path, place, depth) }
            value = SourceValue(place: place, content: content(scalar, path: path, place))
        case .sequence(let sequence):
            check(sequence.tag, "seq", path: path, place)
            var elements: [SourceValue] = []
            for (index, element) in sequence.enumerated() where !hasOverflowed {
                elements.append(self.value(element, path: "\(path)[\(index)]", depth: depth + 1))
            }
            value = SourceValue(place: place, content: .list(elements))
        case .mapping(let mapping):
            check(mapping.tag, "map", path: path, place)
            value = SourceValue(place: place, content: .mapping(members(mapping, path, depth)))
        case .alias: value = .nothing(at: place)
        }
        if let anchor = node.anchor?.rawValue {
            anchors[anchor] = Anchored(value: value, size: before - remaining + 1, height: value.height)
        }
        return value
    }

    /// Counts values against the limits.
    private mutating func take(_ size: Int, height: Int, _ place: Place) -> Bool {
        remaining -= size
        let isDeep = height > SourceLimits.depth
        guard remaining < 0 || isDeep else { return true }
        if !hasOverflowed {
            let limit = isDeep ? "\(SourceLimits.depth) levels" : "\(SourceLimits.values) values"
            findings.error("", "holds more than \(limit), aliases expanded", at: place)
        }
        hasOverflowed = true
        return false
    }

    private mutating func alias(_ scalar: Node.Scalar, path: String, _ place: Place, _ depth: Int) -> SourceValue {
        let text = composer.original(scalar.string)
        guard let anchored = anchors[String(text.unicodeScalars.dropFirst())] else {
            findings.unreadable(
                path, "`\(text.shortened(to: 60))` is an alias without an anchor before it; quote it if it is text",
                at: place)
            return .nothing(at: place)
        }
        guard take(anchored.size, height: depth + anchored.height, place) else { return .nothing(at: place) }
        return anchored.value.moved(to: place)
    }

    // MARK: Mappings

    private mutating func members(_ mapping: Node.Mapping, _ path: String, _ depth: Int) -> [SourceValue.Member] {
        var members: [SourceValue.Member] = []
        var merged: [SourceValue.Member] = []
        var places: [String: Place] = [:]
        for (keyNode, valueNode) in mapping where !hasOverflowed {
            let keyPlace = keyNode.mark.map(Place.init) ?? .start
            guard case .scalar(let scalar) = keyNode, !scalar.isAlias else {
                findings.error(path, "a key must be plain text", at: keyPlace)
                continue
            }
            let key = composer.original(scalar.string)
            let memberPath = path.isEmpty ? key : "\(path).\(key)"
            if key == "<<", scalar.style == .plain {
                merged += self.merged(valueNode, path: memberPath, depth: depth)
                continue
            }
            if let first = places[key] {
                findings.error(memberPath, "is given twice; the first is on line \(first.line)", at: keyPlace)
                continue
            }
            places[key] = keyPlace
            let value = value(valueNode, path: memberPath, depth: depth + 1)
            members.append(SourceValue.Member(key: key, keyPlace: keyPlace, value: value))
        }
        for member in merged where places[member.key] == nil {
            places[member.key] = member.keyPlace
            members.append(member)
        }
        return members
    }

    /// `<<: *base`: the members of a mapping, or of several, that the mapping's own keys override.
    private mutating func merged(_ node: Node, path: String, depth: Int) -> [SourceValue.Member] {
        let value = value(node, path: path, depth: depth + 1)
        if let members = value.members { return members }
        let parts = value.elements?.map(\.members) ?? [nil]
        guard !parts.contains(where: { $0 == nil }) else {
            findings.error(path, "must be a mapping or a list of mappings, received \(value.quoted)", at: value.place)
            return []
        }
        return parts.compactMap { $0 }.flatMap { $0 }
    }

    // MARK: Scalars

    private mutating func content(_ scalar: Node.Scalar, path: String, _ place: Place) -> SourceValue.Content {
        let text = composer.original(scalar.string)
        switch meaning(of: text, scalar) {
        case .value(let value): return .scalar(value, text: text)
        case .doubtful(let value, let message):
            findings.warning(path, message, at: place)
            return .scalar(value, text: text)
        case .refused(let message):
            findings.unreadable(path, message, at: place)
            return .scalar(.string(text), text: text)
        }
    }

    /// YAML's own tags start with this; files write `!!`.
    private let prefix = "tag:yaml.org,2002:"

    private func meaning(of text: String, _ scalar: Node.Scalar) -> PlainScalar.Meaning {
        switch scalar.tag.description {
        case "": return scalar.style == .plain ? PlainScalar.meaning(of: text) : .value(.string(text))
        case prefix + "str", "!": return .value(.string(text))
        case prefix + "int", prefix + "float", prefix + "bool", prefix + "null":
            return PlainScalar.meaning(of: text)
        case let tag: return .refused(unknown(tag))
        }
    }

    private func unknown(_ tag: String) -> String {
        "the tag `\(composer.original(tag).replacing(prefix, with: "!!").shortened(to: 60))` is not known; remove it"
    }

    private mutating func check(_ tag: Tag, _ known: String, path: String, _ place: Place) {
        let name = tag.description
        guard !["", "!", prefix + known].contains(name) else { return }
        findings.unreadable(path, unknown(name), at: place)
    }
}

extension Node.Scalar {
    /// Only an alias can start an unquoted scalar with a star.
    fileprivate var isAlias: Bool { style == .plain && string.unicodeScalars.first == Composer.star }
}
