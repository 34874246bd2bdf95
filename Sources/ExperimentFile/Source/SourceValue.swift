internal import JSON

/// A value of the file with its place.
struct SourceValue: Sendable {
    let place: Place
    let content: Content

    indirect enum Content: Sendable {
        /// `text` is what the file says, without quotes.
        case scalar(JSON, text: String)
        case list([SourceValue])
        /// In the order of the file; no two members have the same key.
        case mapping([Member])
    }

    struct Member: Sendable {
        let key: String
        let keyPlace: Place
        let value: SourceValue
    }

    static func nothing(at place: Place) -> SourceValue {
        SourceValue(place: place, content: .scalar(nil, text: ""))
    }

    /// Where an alias stands, its value is reported there.
    func moved(to place: Place) -> SourceValue { SourceValue(place: place, content: content) }

    /// `~`, `null`, or nothing at all.
    var isNothing: Bool {
        if case .scalar(let value, _) = content { value.isNull } else { false }
    }

    /// Levels of nesting below this value.
    var height: Int {
        switch content {
        case .scalar: 0
        case .list(let elements): 1 + (elements.map(\.height).max() ?? 0)
        case .mapping(let members): 1 + (members.map(\.value.height).max() ?? 0)
        }
    }

    /// The value without its places.
    var json: JSON {
        switch content {
        case .scalar(let value, _): value
        case .list(let elements): .array(elements.map(\.json))
        case .mapping(let members):
            .object(Dictionary(members.map { ($0.key, $0.value.json) }) { first, _ in first })
        }
    }

    var members: [Member]? {
        if case .mapping(let members) = content { members } else { nil }
    }

    var elements: [SourceValue]? {
        if case .list(let elements) = content { elements } else { nil }
    }

    /// The value as a message quotes it: cut, so that no message carries a whole file.
    var quoted: String {
        switch content {
        case .scalar(.null, let text): text.isEmpty ? "nothing" : text
        case .scalar(.string(let text), _): "`\(text.shortened(to: 60))`"
        default: json.text().shortened(to: 60)
        }
    }
}

extension String {
    /// At most `count` characters, with dots where something was cut.
    func shortened(to count: Int) -> String { self.count > count ? prefix(count - 1) + "…" : self }
}
