internal import JSON
internal import SweepModel

/// Typed reads: each reports a value of another kind or out of range, and gives `nil` then, as for an absent key.
extension Section {
    func wholeNumber(_ key: String, in range: ClosedRange<Int>, _ findings: inout Findings) -> Int? {
        guard let value = self[key] else { return nil }
        if let number = value.json.int, range.contains(number) { return number }
        let allowed =
            range.upperBound == Int.max
            ? "a whole number of at least \(range.lowerBound)"
            : "a whole number between \(range.lowerBound) and \(range.upperBound)"
        findings.error(path(of: key), "must be \(allowed), received \(value.quoted)", at: value.place)
        return nil
    }

    func number(_ key: String, in range: ClosedRange<Double>, allowed: String, _ findings: inout Findings) -> Double? {
        guard let value = self[key] else { return nil }
        if let number = value.json.double, range.contains(number) { return number }
        findings.error(path(of: key), "must be \(allowed), received \(value.quoted)", at: value.place)
        return nil
    }

    func flag(_ key: String, _ findings: inout Findings) -> Bool? {
        guard let value = self[key] else { return nil }
        if let flag = value.json.bool { return flag }
        findings.error(path(of: key), "must be true or false, received \(value.quoted)", at: value.place)
        return nil
    }

    /// Text that is not empty.
    func text(_ key: String, _ findings: inout Findings) -> String? {
        guard let value = self[key] else { return nil }
        if let text = value.json.string, !text.isEmpty { return text }
        let hint = value.json.double != nil || value.json.bool != nil ? "; put it in quotes" : ""
        findings.error(path(of: key), "must be text, received \(value.quoted)\(hint)", at: value.place)
        return nil
    }

    /// One of `names`, with a suggestion for a near miss.
    func choice(_ key: String, of names: [String], _ findings: inout Findings) -> String? {
        guard let value = self[key] else { return nil }
        let text = value.json.string
        if let text, names.contains(text) { return text }
        let suggestion = text.map { NearMiss.suggestion(for: $0, among: names) } ?? ""
        findings.error(
            path(of: key), "must be one of \(names.joined(separator: ", ")), received \(value.quoted)\(suggestion)",
            at: value.place)
        return nil
    }

    /// A list of arguments, as a program gets them: numbers and flags keep the file's spelling.
    func arguments(_ key: String, _ findings: inout Findings) -> [String]? {
        guard let value = self[key] else { return nil }
        guard let elements = value.elements, !elements.isEmpty else {
            findings.error(
                path(of: key), "must be a list with the program first, received \(value.quoted)", at: value.place)
            return nil
        }
        var arguments: [String] = []
        for (index, element) in elements.enumerated() {
            guard case .scalar(let scalar, let text) = element.content, !scalar.isNull else {
                findings.error(
                    "\(path(of: key))[\(index)]", "must be text, received \(element.quoted)", at: element.place)
                continue
            }
            arguments.append(text)
        }
        return arguments.count == elements.count ? arguments : nil
    }
}
