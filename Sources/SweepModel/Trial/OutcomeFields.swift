internal import JSON

/// Why a line is not an outcome, in words for a person.
public struct OutcomeProblem: Error, Sendable, Equatable {
    public let message: String
}

/// Reads the members of one JSON object and says which of them is wrong.
struct OutcomeFields {
    private let members: [String: JSON]
    /// The object's own name, with a dot behind it; empty for the whole line.
    private let path: String

    init(_ value: JSON?, path: String = "") throws(OutcomeProblem) {
        guard let members = value?.object else {
            throw OutcomeProblem(message: "\(path.isEmpty ? "the line" : "`\(path)`") must be a JSON object")
        }
        self.members = members
        self.path = path.isEmpty ? "" : path + "."
    }

    func object(_ name: String) throws(OutcomeProblem) -> OutcomeFields {
        try OutcomeFields(members[name], path: path + name)
    }

    func string(_ name: String) throws(OutcomeProblem) -> String {
        try required(name, "a text") { $0.string }
    }

    func integer(_ name: String) throws(OutcomeProblem) -> Int {
        try required(name, "a whole number") { $0.int }
    }

    func number(_ name: String) throws(OutcomeProblem) -> Double {
        try required(name, "a finite number") { Self.finite($0) }
    }

    func choice<Value: RawRepresentable>(_ name: String) throws(OutcomeProblem) -> Value
    where Value.RawValue == String {
        try required(name, "a known word") { $0.string.flatMap(Value.init(rawValue:)) }
    }

    func optionalString(_ name: String) throws(OutcomeProblem) -> String? {
        try optional(name, "a text") { $0.string }
    }

    func optionalInteger(_ name: String) throws(OutcomeProblem) -> Int? {
        try optional(name, "a whole number") { $0.int }
    }

    func optionalObject(_ name: String) throws(OutcomeProblem) -> OutcomeFields? {
        try optional(name, "an object") { $0 }.map { value throws(OutcomeProblem) in
            try OutcomeFields(value, path: path + name)
        }
    }

    func value(_ name: String) throws(OutcomeProblem) -> JSON { try required(name, "present") { $0 } }

    /// An object of finite numbers; empty where the member is absent.
    func numbers(_ name: String) throws(OutcomeProblem) -> [String: Double] {
        try optional(name, "an object of finite numbers", Self.numbers) ?? [:]
    }

    func listOfNumbers(_ name: String) throws(OutcomeProblem) -> [[String: Double]] {
        try optional(name, "a list of objects of finite numbers") { value in
            value.array.flatMap { Self.all($0, Self.numbers) }
        } ?? []
    }

    /// An object of columns; a gap in a column is `null` and becomes NaN.
    func columns(_ name: String) throws(OutcomeProblem) -> [String: [Double]] {
        try optional(name, "an object of lists of numbers") { value in
            value.object.flatMap { members in
                Self.all(members) { $0.array.flatMap { Self.all($0) { $0.isNull ? .nan : $0.double } } }
            }
        } ?? [:]
    }

    private func required<Value>(
        _ name: String, _ expected: String, _ read: (JSON) -> Value?
    ) throws(OutcomeProblem) -> Value {
        guard let value = members[name] else { throw OutcomeProblem(message: "`\(path)\(name)` is missing") }
        guard let result = read(value) else { throw wrong(name, expected, value) }
        return result
    }

    private func optional<Value>(
        _ name: String, _ expected: String, _ read: (JSON) -> Value?
    ) throws(OutcomeProblem) -> Value? {
        guard let value = members[name], !value.isNull else { return nil }
        guard let result = read(value) else { throw wrong(name, expected, value) }
        return result
    }

    private func wrong(_ name: String, _ expected: String, _ value: JSON) -> OutcomeProblem {
        OutcomeProblem(message: "`\(path)\(name)` must be \(expected), received \(String(value.text().prefix(60)))")
    }

    private static func finite(_ value: JSON) -> Double? { value.double.flatMap { $0.isFinite ? $0 : nil } }

    private static func numbers(_ value: JSON) -> [String: Double]? { value.object.flatMap { all($0, finite) } }

    private static func all<Value>(_ values: [JSON], _ read: (JSON) -> Value?) -> [Value]? {
        let results = values.compactMap(read)
        return results.count == values.count ? results : nil
    }

    private static func all<Value>(_ values: [String: JSON], _ read: (JSON) -> Value?) -> [String: Value]? {
        let results = values.compactMapValues(read)
        return results.count == values.count ? results : nil
    }
}
