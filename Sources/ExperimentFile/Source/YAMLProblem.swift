internal import Yams

/// A syntax error in the words of a person who writes sweep files.
struct YAMLProblem {
    let place: Place
    let message: String

    /// - Parameter error: a `YamlError`; the parser throws no other.
    init(_ error: any Error, in text: String) {
        switch error {
        case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
            YamlError.composer(_, let problem, let mark, _):
            place = Place(mark)
            message = YAMLProblem.explained(problem, at: Place(mark), in: text)
        case YamlError.duplicatedKeysInMapping(let keys, let context):
            place = Place(context.mark)
            message = "the key \(keys.map { "`\($0.shortened(to: 60))`" }.joined(separator: ", ")) is given twice"
        case YamlError.reader(let problem, let offset, _, _):
            place = YAMLProblem.place(ofCharacter: offset ?? 0, in: text)
            message = "is not valid YAML: \(problem)"
        default:
            place = .start
            message = "is not valid YAML"
        }
    }

    private static func explained(_ problem: String, at place: Place, in text: String) -> String {
        switch problem {
        case "found character that cannot start any token":
            let scalar = scalar(at: place, in: text)
            return scalar == "\t"
                ? "a tab can't indent YAML; use spaces"
                : "`\(scalar.map(String.init) ?? "")` can't start a plain value; put the value in quotes"
        case "mapping values are not allowed in this context":
            return "unexpected `:`; check the indentation, or quote a value that holds a colon and a space"
        case "but found another document": return "a sweep file holds one document; remove this `---` and what follows"
        case "could not find expected ':'":
            return "expected `key: value`; a key needs a colon and a space behind it"
        case "did not find expected key":
            return "expected another key at the same indentation; check indentation and brackets"
        case "did not find expected ',' or '}'": return "expected `,` or `}` in a mapping in braces"
        case "did not find expected ',' or ']'": return "expected `,` or `]` in a list in brackets"
        case "found unexpected end of stream": return "the file ends inside quotes"
        default: return "is not valid YAML: \(problem)"
        }
    }

    private static func scalar(at place: Place, in text: String) -> Unicode.Scalar? {
        var current = Place.start
        for scalar in text.unicodeScalars {
            if current == place { return scalar }
            current = scalar == "\n" ? Place(line: current.line + 1, column: 1) : current.next
        }
        return nil
    }

    private static func place(ofCharacter offset: Int, in text: String) -> Place {
        text.prefix(max(0, offset)).reduce(Place.start) { place, character in
            character.isNewline ? Place(line: place.line + 1, column: 1) : place.next
        }
    }
}

extension Place {
    init(_ mark: Mark) { self.init(line: mark.line, column: mark.column) }

    fileprivate var next: Place { Place(line: line, column: column + 1) }
}
