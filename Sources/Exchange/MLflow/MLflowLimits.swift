/// What MLflow 3 accepts in one request and in one entry (<https://mlflow.org/docs/latest/rest-api.html#request-limits>).
enum MLflowLimits {
    static let metricsInBatch = 1_000
    static let parametersInBatch = 100
    static let tagsInBatch = 100
    static let keyCharacters = 250
    static let parameterCharacters = 6_000
    static let tagCharacters = 8_000
    static let experimentCharacters = 500
    /// The longest request body is 1 MB: a fifth of it for the names and values of a batch leaves room for JSON's own characters and escapes.
    static let batchCharacters = 200_000
    /// Runs in a page of a search.
    static let searchPage = 1_000

    /// The server's name for each of ours: letters, digits, `_`, `-`, `.`, space, `:` and `/`, at most 250 of them. Other characters
    /// become `_`, and of two names that become equal the later one gets a number.
    static func keys(for names: [String]) -> [String: String] {
        var taken: Set<String> = []
        var keys: [String: String] = [:]
        for name in names where isAccepted(name) {
            taken.insert(name)
            keys[name] = name
        }
        for name in names where keys[name] == nil {
            let plain = String(name.map { isPlain($0) ? $0 : "_" }.prefix(keyCharacters - 8))
            var key = isAccepted(plain) ? plain : "_" + plain.filter { $0 != "/" && $0 != "." }
            var number = 2
            while !taken.insert(key).inserted {
                key = "\(isAccepted(plain) ? plain : "_")_\(number)"
                number += 1
            }
            keys[name] = key
        }
        return keys
    }

    /// A long text ends with `…`.
    static func shortened(_ text: String, to characters: Int) -> String {
        // Counted as Python counts them: by code points.
        text.unicodeScalars.count <= characters
            ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(characters - 1))) + "…"
    }

    private static func isPlain(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "_-. :/".contains(character))
    }

    /// MLflow takes names for paths, too: none may begin with `/`, or have a part that is empty, `.` or `..`.
    private static func isAccepted(_ name: String) -> Bool {
        !name.isEmpty && name.count <= keyCharacters && name.allSatisfy(isPlain)
            && name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
                !$0.isEmpty && $0 != "." && $0 != ".."
            }
    }
}
