/// Finds what a person probably meant.
public enum NearMiss {
    private static let most = 200

    /// The name nearest to `word`, or `nil` where none is near: at most a third of its letters may differ.
    ///
    /// Case, `-` and `_` count as nothing; two swapped neighbours count as one difference.
    ///
    /// Only the first 200 names are compared: a file of thousands must not make a mistake slow.
    public static func best(for word: String, among names: [String]) -> String? {
        guard word.count <= 60 else { return nil }
        let folded = fold(word)
        var best: (name: String, distance: Int)?
        for name in names.prefix(most) {
            let other = fold(name)
            let allowed = max(1, min(folded.count, other.count) / 3)
            guard abs(folded.count - other.count) <= allowed else { continue }
            let distance = distance(folded, other)
            guard distance <= allowed, distance < best?.distance ?? Int.max else { continue }
            // One letter can't be a slip of another one.
            if distance > 0, folded.count == 1, other.count == 1 { continue }
            best = (name, distance)
        }
        return best?.name
    }

    /// ``; did you mean `name`?`` or nothing.
    public static func suggestion(for word: String, among names: [String]) -> String {
        best(for: word, among: names).map { "; did you mean `\($0)`?" } ?? ""
    }

    /// Bytes, as they are compared fastest; a letter outside ASCII counts as two or three.
    private static func fold(_ word: String) -> [UInt8] {
        word.lowercased().utf8.filter { !"-_ ".utf8.contains($0) }
    }

    /// Edits (insert, delete, replace, swap neighbours) between two words: optimal string alignment.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var beforeLast = [Int](repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        for row in 0..<left.count {
            var current = [row + 1]
            for column in 0..<right.count {
                var cost = min(last[column + 1], current[column]) + 1
                cost = min(cost, last[column] + (left[row] == right[column] ? 0 : 1))
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            (beforeLast, last) = (last, current)
        }
        return last[right.count]
    }
}
