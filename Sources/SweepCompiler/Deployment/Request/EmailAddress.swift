/// Tells a slip from an address. Whether anybody reads there, only the confirmation mail shows.
enum EmailAddress {
    static let mostCharacters = 254

    static func isPlausible(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= mostCharacters, !parts[0].isEmpty else { return false }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        return labels.count >= 2 && labels.allSatisfy { !$0.isEmpty }
            && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"<>,;\"".utf8.contains($0) }
    }
}
