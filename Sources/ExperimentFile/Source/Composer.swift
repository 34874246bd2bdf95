internal import Yams

/// Parses a text so that two things that YAML parsers do early wait for us: refusing repeated keys and expanding aliases.
///
/// A parser stops at a repeated key, and all later mistakes stay hidden; so its first occurrence is renamed to a private
/// name and the text is parsed again. Expanded aliases can fill all memory; so each `*` becomes a private character, and
/// the reader expands aliases itself, counting. Both keep every place in the file.
struct Composer {
    /// Stands for `*`: a plain scalar that starts with it is an alias.
    static let star: Unicode.Scalar = "\u{F8FF}"
    /// Repeats that are renamed before a file is given up.
    private static let repeats = 50
    /// Bytes that are parsed again for them, in all: a large file is given up earlier, so that none takes long. 4 MiB.
    private static let mostBytesParsedAgain = 4 << 20
    private static let firstPrivateScalar: UInt32 = 0xE000

    /// Keeps the anchors alive, which nodes only refer to.
    private(set) var parser: Parser?
    /// The key that a private name's first scalar stands for.
    private var originals: [Unicode.Scalar: String] = [:]

    /// The only document of `text`; `nil` where it has none.
    ///
    /// - Throws: `YamlError`.
    mutating func compose(_ text: String) throws -> Node? {
        var text = text.replacingScalar("*", with: Composer.star)
        while true {
            do {
                let parser = try Parser(yaml: text, encoding: .utf8)
                self.parser = parser
                return try parser.singleRoot()
            } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
                guard let renamed = rename(keys.sorted().first ?? "", at: Place(context.mark), in: text) else {
                    throw YamlError.duplicatedKeysInMapping(duplicates: keys.map(original), context: context)
                }
                text = renamed
            }
        }
    }

    /// A scalar as the file has it.
    func original(_ text: String) -> String {
        if let first = text.unicodeScalars.first, let key = originals[first] { return key }
        return text.replacingScalar(Composer.star, with: "*")
    }

    private mutating func rename(_ key: String, at place: Place, in text: String) -> String? {
        let name = Array(key.unicodeScalars)
        let mostRepeats = min(Composer.repeats, Composer.mostBytesParsedAgain / max(1, text.utf8.count))
        guard originals.count < mostRepeats, !name.isEmpty,
            let scalar = Unicode.Scalar(Composer.firstPrivateScalar + UInt32(originals.count))
        else { return nil }
        var scalars = Array(text.unicodeScalars)
        guard var start = scalars.index(of: place) else { return nil }
        if scalars[start] == "\"" || scalars[start] == "'" { start += 1 }
        let range = start..<start + name.count
        guard range.upperBound <= scalars.count, scalars[range].elementsEqual(name) else { return nil }
        scalars.replaceSubrange(range, with: [scalar] + [Unicode.Scalar](repeating: "x", count: name.count - 1))
        originals[scalar] = original(key)
        var renamed = String.UnicodeScalarView()
        renamed.append(contentsOf: scalars)
        return String(renamed)
    }
}

extension String {
    /// A scalar for a scalar: characters could swallow a star together with a mark that combines with it.
    fileprivate func replacingScalar(_ scalar: Unicode.Scalar, with other: Unicode.Scalar) -> String {
        guard unicodeScalars.contains(scalar) else { return self }
        var replaced = String.UnicodeScalarView()
        replaced.append(contentsOf: unicodeScalars.lazy.map { $0 == scalar ? other : $0 })
        return String(replaced)
    }
}

extension [Unicode.Scalar] {
    fileprivate func index(of place: Place) -> Int? {
        var line = 1
        var start = 0
        while line < place.line {
            guard let end = self[start...].firstIndex(of: "\n") else { return nil }
            start = end + 1
            line += 1
        }
        let index = start + place.column - 1
        return index < count ? index : nil
    }
}
