internal import JSON

extension JSON {
    /// An object of the members that have a value.
    static func members(_ members: [String: JSON?]) -> JSON { .object(members.compactMapValues { $0 }) }

    /// Adds to an object the fields that another gives.
    func adding(_ other: JSON) -> JSON {
        .object((object ?? [:]).merging(other.object ?? [:]) { _, new in new })
    }
}

extension Optional where Wrapped == String {
    var json: JSON? { map(JSON.string) }
}

extension Optional where Wrapped == Int {
    var json: JSON? { map(JSON.integer) }
}

extension Optional where Wrapped: RawRepresentable<String> {
    var json: JSON? { map { .string($0.rawValue) } }
}

extension Optional where Wrapped == PayloadTemplate {
    var json: JSON? { map(\.json) }
}

extension Optional where Wrapped == DataPath {
    var json: JSON? {
        map { path in
            switch path {
            case .path(let path): .string(path.text)
            case .nothing: .null
            }
        }
    }
}

extension Optional where Wrapped == ResultPath {
    var json: JSON? {
        map { path in
            switch path {
            case .path(let path): .string(path.text)
            case .discard: .null
            }
        }
    }
}

extension Optional where Wrapped == [String] {
    var json: JSON? { map { .array($0.map(JSON.string)) } }
}

extension ValueOrPath {
    /// The field in one of its two forms.
    func members(_ name: String, _ write: (Value) -> JSON) -> JSON {
        switch self {
        case .value(let value): [name: write(value)]
        case .path(let path): [name + "Path": .string(path.text)]
        }
    }
}

extension Optional {
    /// The fields of an optional part; none where it is absent.
    func members<Value>(_ name: String, _ write: (Value) -> JSON) -> JSON where Wrapped == ValueOrPath<Value> {
        map { $0.members(name, write) } ?? [:]
    }
}

extension Transition {
    var members: JSON {
        switch self {
        case .next(let name): ["Next": .string(name)]
        case .end: ["End": true]
        }
    }
}

extension [String: State] {
    var json: JSON { .object(mapValues(\.json)) }
}
