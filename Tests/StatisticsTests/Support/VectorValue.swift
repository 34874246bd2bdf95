import Foundation

/// A JSON value of a vector file, and what a method of ours answers.
enum VectorValue: Decodable, Equatable, ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral {
    case number(Double)
    case bool(Bool)
    case text(String)
    case list([VectorValue])
    case object([String: VectorValue])
    case null

    init(floatLiteral value: Double) { self = .number(value) }
    init(booleanLiteral value: Bool) { self = .bool(value) }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([VectorValue].self) {
            self = .list(value)
        } else {
            self = .object(try container.decode([String: VectorValue].self))
        }
    }

    init(_ value: Double?) { self = value.map { .number($0) } ?? .null }
    init(_ value: Int?) { self = value.map { .number(Double($0)) } ?? .null }
    init(_ values: [Double]?) { self = values.map { .list($0.map { .number($0) }) } ?? .null }
    init(_ values: [Int]?) { self = values.map { .list($0.map { .number(Double($0)) }) } ?? .null }
    init(_ values: [Bool]?) { self = values.map { .list($0.map { .bool($0) }) } ?? .null }

    subscript(_ key: String) -> VectorValue {
        if case .object(let fields) = self { return fields[key] ?? .null }
        return .null
    }

    /// The object with one more field, unless there is no text for it.
    func with(_ key: String, _ text: String?) -> VectorValue {
        guard case .object(var fields) = self, let text else { return self }
        fields[key] = .text(text)
        return .object(fields)
    }

    var isNull: Bool { self == .null }
    var number: Double {
        if case .number(let value) = self { return value }
        return .nan
    }
    var int: Int { Int(exactly: number) ?? Int.min }
    var isTrue: Bool { self == .bool(true) }
    var string: String {
        if case .text(let value) = self { return value }
        return ""
    }
    var list: [VectorValue] {
        if case .list(let values) = self { return values }
        return []
    }
    var numbers: [Double] { list.map(\.number) }
    var ints: [Int] { list.map(\.int) }
    var table: [[Double]] { list.map(\.numbers) }
    var fields: [String: VectorValue] {
        if case .object(let fields) = self { return fields }
        return [:]
    }
}
