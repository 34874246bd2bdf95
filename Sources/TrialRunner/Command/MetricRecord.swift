internal import JSON

/// One line of a metrics file: a JSON object of numbers.
enum MetricRecord {
    /// The numbers by name, nested ones as `outer.inner`; texts, booleans and nulls are no metrics. `nil` for a line that is
    /// no JSON object.
    static func parse(_ line: ArraySlice<UInt8>) -> [(name: String, value: Double)]? {
        guard let record = (try? JSON(parsing: line)) ?? (try? JSON(parsing: withQuotedConstants(line))),
            case .object = record
        else { return nil }
        var pairs: [(name: String, value: Double)] = []
        collect(record, path: "", into: &pairs)
        return pairs
    }

    private static func collect(_ value: JSON, path: String, into pairs: inout [(name: String, value: Double)]) {
        switch value {
        case .object(let members):
            for (name, member) in members.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
                collect(member, path: path.isEmpty ? name : path + "." + name, into: &pairs)
            }
        case .integer, .number: pairs.append((path, value.double ?? 0))
        case .string("NaN"): pairs.append((path, .nan))
        case .string("Infinity"): pairs.append((path, .infinity))
        case .string("-Infinity"): pairs.append((path, -.infinity))
        default: break
        }
    }

    /// Python's `json` writes NaN and infinities as bare words, which JSON doesn't have: here they become texts.
    private static func withQuotedConstants(_ line: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var rest = line
        var isInText = false
        while let byte = rest.first {
            let constant = isInText ? nil : constants.first { rest.starts(with: $0.utf8) }
            if let constant {
                result += Array("\"\(constant)\"".utf8)
                rest = rest.dropFirst(constant.utf8.count)
                continue
            }
            if byte == UInt8(ascii: "\"") { isInText.toggle() }
            result.append(byte)
            rest = rest.dropFirst()
            if isInText, byte == UInt8(ascii: "\\"), let escaped = rest.first {
                result.append(escaped)
                rest = rest.dropFirst()
            }
        }
        return result
    }

    private static let constants = ["NaN", "-Infinity", "Infinity"]
}
