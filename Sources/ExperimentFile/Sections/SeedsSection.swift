internal import JSON
internal import SweepModel

/// `seeds: 3`, which means 0, 1, 2, or a list of seeds.
enum SeedsSection {
    private static let mostSeeds = 10_000

    static func read(_ root: Section, _ findings: inout Findings) -> [Int] {
        guard let value = root["seeds"] else { return [0] }
        if let count = value.json.int, (1...mostSeeds).contains(count) { return Array(0..<count) }
        guard let elements = value.elements, (1...mostSeeds).contains(elements.count) else {
            findings.error(
                "seeds",
                "must be a number between 1 and \(mostSeeds), or a list of that many seeds, received \(value.quoted)",
                at: value.place)
            return [0]
        }
        var seeds: Set<Int> = []
        for (index, element) in elements.enumerated() {
            guard let seed = element.json.int, seed >= 0 else {
                findings.error(
                    "seeds[\(index)]", "must be a whole number of at least 0, received \(element.quoted)",
                    at: element.place)
                continue
            }
            if !seeds.insert(seed).inserted {
                findings.error("seeds[\(index)]", "\(seed) is listed twice", at: element.place)
            }
        }
        return seeds.isEmpty ? [0] : seeds.sorted()
    }
}
