/// Guesses what a person meant by a name that does not exist.
enum Spelling {
    /// The most similar name, or `nil` where none is near: more than a third of the letters would have to change.
    static func nearest(to name: String, among names: [String]) -> String? {
        let letters = Array(name.lowercased().unicodeScalars.prefix(100))
        let distances = names.map { ($0, distance(letters, Array($0.lowercased().unicodeScalars.prefix(100)))) }
        guard let best = distances.min(by: { $0.1 < $1.1 }) else { return nil }
        return 3 * best.1 <= max(letters.count, 3) ? best.0 : nil
    }

    /// Levenshtein's distance: insertions, deletions and replacements.
    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var row = Array(0...right.count)
        for (index, letter) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let replaced = diagonal + (letter == right[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
            }
        }
        return row[right.count]
    }
}
