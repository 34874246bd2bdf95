internal import SweepModel

/// A mapping of the file whose keys are known.
struct Section {
    /// The mapping's own path, such as `data.split`; empty for the whole file.
    let path: String
    let place: Place
    private let members: [SourceValue.Member]

    /// Reports a value that is no mapping, and keys that are not in `keys`.
    ///
    /// - Parameter others: keys that are known too, but that no message offers.
    init?(
        _ value: SourceValue, path: String, keys: [String], others: [String] = [], _ findings: inout Findings
    ) {
        guard let members = value.members else {
            let known = keys.prefix(4).joined(separator: ", ")
            findings.error(
                path, "must be a mapping with keys such as \(known), received \(value.quoted)", at: value.place)
            return nil
        }
        self.path = path
        place = value.place
        self.members = members
        for member in members where !keys.contains(member.key) && !others.contains(member.key) {
            findings.error(self.path(of: member.key), Section.unknown(member.key, keys), at: member.keyPlace)
        }
    }

    subscript(key: String) -> SourceValue? { members.first { $0.key == key }?.value }

    func keyPlace(_ key: String) -> Place? { members.first { $0.key == key }?.keyPlace }

    var keys: [String] { members.map(\.key) }

    func path(of key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    private static func unknown(_ key: String, _ keys: [String]) -> String {
        if let colon = key.firstIndex(of: ":"), keys.contains(String(key[..<colon])) {
            return "is not a key; write a space behind the colon"
        }
        let suggestion = NearMiss.suggestion(for: key, among: keys)
        return suggestion.isEmpty
            ? "is not a key here; known are \(keys.joined(separator: ", "))" : "is not a key here\(suggestion)"
    }
}
