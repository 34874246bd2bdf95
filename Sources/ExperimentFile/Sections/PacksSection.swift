internal import JSON
internal import SweepModel

/// `packs: 8`, `packs: auto` or `packs: {size: 8}`.
enum PacksSection {
    private static let sizes = 1...10_000

    static func read(_ root: Section, _ findings: inout Findings) -> PackPolicy {
        guard let value = root["packs"] else { return PackPolicy() }
        if value.members != nil {
            guard let section = Section(value, path: "packs", keys: ["size"], &findings) else { return PackPolicy() }
            guard let size = section["size"] else {
                findings.error("packs", "needs `size`", at: section.place)
                return PackPolicy()
            }
            return size.json == "auto"
                ? PackPolicy() : PackPolicy(size: section.wholeNumber("size", in: sizes, &findings))
        }
        if value.json == "auto" { return PackPolicy() }
        if let size = value.json.int, sizes.contains(size) { return PackPolicy(size: size) }
        findings.error(
            "packs", "must be auto or a number of trials between 1 and \(sizes.upperBound), received \(value.quoted)",
            at: value.place)
        return PackPolicy()
    }
}
