internal import JSON
internal import StatesLanguage

/// The limit on what passes between states.
enum PayloadSize {
    static let maximumBytes = Limits.payloadBytes
    /// Deeper values are refused as too large: whatever walks them afterwards can rely on it.
    static let maximumDepth = 1_000

    /// Whether the text of `value` is short enough. Stops counting where it is not.
    static func fits(_ value: JSON) -> Bool {
        var counter = Counter()
        counter.count(value, depth: 0)
        return counter.bytes <= maximumBytes
    }

    /// The length of the value's text in bytes; more than the maximum where it is too long or too deep.
    static func bytes(of value: JSON) -> Int {
        var counter = Counter()
        counter.count(value, depth: 0)
        return counter.bytes
    }

    static func failure(of name: String, isOfTask: Bool) -> StateFailure {
        let cause =
            "The state/task '\(name)' returned a result with a size exceeding the maximum number of bytes service limit."
        return StateFailure(error: ErrorName.dataLimitExceeded, cause: cause, isOfTask: isOfTask)
    }

    private struct Counter {
        var bytes = 0

        mutating func count(_ value: JSON, depth: Int) {
            guard bytes <= maximumBytes else { return }
            guard depth <= maximumDepth else {
                bytes = maximumBytes + 1
                return
            }
            switch value {
            case .null: bytes += 4
            case .bool(let value): bytes += value ? 4 : 5
            case .integer(let value): bytes += String(value).utf8.count
            case .number(let value): bytes += value.description.utf8.count
            case .string(let value): count(value)
            case .array(let elements):
                bytes += 2 + max(0, elements.count - 1)
                for element in elements { count(element, depth: depth + 1) }
            case .object(let members):
                bytes += 2 + max(0, members.count - 1) + members.count
                for (name, member) in members {
                    count(name)
                    count(member, depth: depth + 1)
                }
            }
        }

        mutating func count(_ text: String) {
            bytes += text.utf8.count + 2
            for byte in text.utf8 where byte < 0x20 || byte == 0x22 || byte == 0x5C {
                bytes += [0x09, 0x0A, 0x0D, 0x22, 0x5C].contains(byte) ? 1 : 5
            }
        }
    }
}
