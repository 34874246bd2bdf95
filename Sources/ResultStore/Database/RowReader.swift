internal import Foundation
internal import GRDB
internal import JSON

/// Reads a row's columns from left to right. A value of the wrong kind is a damaged file, never a trap.
struct RowReader {
    private let row: Row
    private var index = 0

    init(_ row: Row) { self.row = row }

    mutating func next<Value: DatabaseValueConvertible & StatementColumnConvertible>(
        _ type: Value.Type = Value.self
    ) throws -> Value {
        defer { index += 1 }
        return try row.decode(Value.self, atIndex: index)
    }

    mutating func optional<Value: DatabaseValueConvertible & StatementColumnConvertible>(
        _ type: Value.Type = Value.self
    ) throws -> Value? {
        defer { index += 1 }
        return try row.decode(Value?.self, atIndex: index)
    }

    /// A value of an enumeration that is stored by its name.
    mutating func choice<Value: RawRepresentable>(_ type: Value.Type = Value.self) throws -> Value
    where Value.RawValue == String {
        let name = try next(String.self)
        guard let value = Value(rawValue: name) else {
            throw UnexpectedValue(detail: "unknown \(Value.self) `\(name)`")
        }
        return value
    }

    mutating func json() throws -> JSON { try JSON(parsing: try next(String.self)) }
}
