internal import JSON

/// Reads the members of one JSON object. Problems go to the log and reading goes on; a required value that is missing
/// or wrong is replaced by a harmless one, which no caller sees because the document is refused.
final class FieldReader {
    let location: String
    let log: DiagnosticLog
    private let members: [String: JSON]
    private var known: Set<String> = []
    private var missing: [String] = []

    init(_ json: JSON, at location: String, _ log: DiagnosticLog) {
        self.location = location
        self.log = log
        members = json.object ?? [:]
        if json.object == nil {
            log.report("An object is expected", at: location, detail: "received `\(Self.shortened(json))`")
        }
    }

    func report(_ message: String, at name: String? = nil, detail: String? = nil) {
        log.report(message, at: name.map { "\(location)/\($0)" } ?? location, detail: detail)
    }

    func has(_ name: String) -> Bool { members[name] != nil }

    /// The member as it is; asking for it makes it a known field.
    func value(_ name: String) -> JSON? {
        known.insert(name)
        return members[name]
    }

    func require(_ name: String) {
        if members[name] == nil { missing.append(name) }
    }

    /// A member read by `convert`, which returns `nil` for a wrong value; `kind` says what is allowed.
    func value<Value>(_ name: String, _ kind: String, _ convert: (JSON) -> Value?) -> Value? {
        guard let json = value(name) else { return nil }
        if let value = convert(json) { return value }
        report("\(name) must be \(kind)", at: name, detail: "received `\(Self.shortened(json))`")
        return nil
    }

    /// Reports required fields that are missing and fields that are not known here.
    func finish() {
        if !missing.isEmpty { report("These fields are required: [\(missing.joined(separator: ", "))]") }
        for name in members.keys.filter({ !known.contains($0) }).sorted() {
            report("Field '\(name)' is not supported")
        }
    }

    /// Messages quote values, but never whole payloads.
    private static func shortened(_ json: JSON) -> String {
        let text = json.text()
        return text.count <= 80 ? text : text.prefix(77) + "..."
    }
}

// MARK: Plain values

extension FieldReader {
    func string(_ name: String) -> String? { value(name, "a string", \.string) }

    func requiredString(_ name: String) -> String {
        require(name)
        return string(name) ?? ""
    }

    func integer(_ name: String, in range: ClosedRange<Int>) -> Int? {
        value(name, "a whole number from \(range.lowerBound) to \(range.upperBound)") { json in
            json.int.flatMap { range.contains($0) ? $0 : nil }
        }
    }

    func number(_ name: String, in range: ClosedRange<Double>) -> Double? {
        let limit = range.upperBound.isFinite ? " to \(range.upperBound)" : ""
        return value(name, "a number from \(range.lowerBound)\(limit)") { json in
            json.double.flatMap { range.contains($0) ? $0 : nil }
        }
    }

    func choice<Value: RawRepresentable & CaseIterable>(_ name: String, _ type: Value.Type) -> Value?
    where Value.RawValue == String {
        let words = type.allCases.map(\.rawValue).joined(separator: ", ")
        return value(name, "one of [\(words)]") { $0.string.flatMap(Value.init(rawValue:)) }
    }

    func strings(_ name: String) -> [String]? {
        value(name, "a list of strings") { json in
            guard let elements = json.array else { return nil }
            let texts = elements.compactMap(\.string)
            return texts.count == elements.count ? texts : nil
        }
    }
}

// MARK: Expressions

extension FieldReader {
    func path(_ name: String) -> JSONPath? {
        expression(name, "JSONPath") { text throws(InvalidExpression) in try JSONPath(text) }
    }

    func computed(_ name: String) -> Expression? {
        expression(name, "JSONPath or a valid intrinsic function call") { text throws(InvalidExpression) in
            try Expression(text)
        }
    }

    func dataPath(_ name: String) -> DataPath? {
        value(name)?.isNull == true ? .nothing : path(name).map(DataPath.path)
    }

    func resultPath() -> ResultPath? {
        if value("ResultPath")?.isNull == true { return .discard }
        return expression("ResultPath", "Reference Path") { text throws(InvalidExpression) in
            .path(try ReferencePath(text))
        }
    }

    private func expression<Value>(
        _ name: String, _ kind: String, _ parse: (String) throws(InvalidExpression) -> Value
    ) -> Value? {
        guard let text = string(name) else { return nil }
        do {
            return try parse(text)
        } catch {
            report("The value for the field '\(name)' must be a valid \(kind)", at: name, detail: error.description)
            return nil
        }
    }

    func template(_ name: String) -> PayloadTemplate? {
        guard let json = value(name) else { return nil }
        do {
            return try PayloadTemplate(json)
        } catch {
            for problem in error.problems { report(problem.message, at: name + problem.path, detail: problem.detail) }
            return nil
        }
    }

    /// A field with a form in whose name `Path` follows; at most one of the two may be there.
    func valueOrPath<Value>(_ name: String, _ read: (String) -> Value?) -> ValueOrPath<Value>? {
        let pathName = name + "Path"
        if has(name), has(pathName) { report("Only one of '\(name)' and '\(pathName)' may be given") }
        if let path = path(pathName) { return .path(path) }
        return read(name).map(ValueOrPath.value)
    }
}

// MARK: Parts

extension FieldReader {
    /// A nested object.
    func part<Value>(_ name: String, _ read: (FieldReader) -> Value) -> Value? {
        guard let json = value(name) else { return nil }
        return Self.read(json, at: "\(location)/\(name)", log, read)
    }

    /// A list of objects.
    func parts<Value>(_ name: String, _ read: (FieldReader) -> Value) -> [Value]? {
        guard let elements = value(name, "a list", \.array) else { return nil }
        return elements.enumerated().map { index, json in
            Self.read(json, at: "\(location)/\(name)[\(index)]", log, read)
        }
    }

    private static func read<Value>(
        _ json: JSON, at location: String, _ log: DiagnosticLog, _ read: (FieldReader) -> Value
    ) -> Value {
        let fields = FieldReader(json, at: location, log)
        let value = read(fields)
        fields.finish()
        return value
    }

    /// Exactly one of `Next` and `"End": true`.
    func transition() -> Transition {
        let next = string("Next")
        let end = value("End", "true or false", \.bool)
        switch (next, end) {
        case (let next?, nil), (let next?, false): return .next(next)
        case (nil, true): return .end
        case (_?, true): report("Only one of 'Next' and 'End' may be given")
        case (nil, _): if !has("Next") { report("One of 'Next' and 'End' is required") }
        }
        return .end
    }
}
