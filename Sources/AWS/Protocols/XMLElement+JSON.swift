internal import JSON

extension XMLElement {
    /// The element as JSON: texts stay texts, elements become members, and lists (`member`, `item`) become arrays.
    ///
    /// A name that comes more than once becomes an array, too. An empty list is an empty text, as XML can't tell them apart.
    var json: JSON {
        if children.isEmpty { return .string(text) }
        if let name = children.first?.name, name == "member" || name == "item", children.allSatisfy({ $0.name == name })
        {
            return .array(children.map(\.json))
        }
        var members: [String: JSON] = [:]
        for (name, elements) in Dictionary(grouping: children, by: \.name) {
            members[name] = elements.count == 1 ? elements[0].json : .array(elements.map(\.json))
        }
        return .object(members)
    }

    /// Text as it may stand in an element.
    static func escape(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\r": result += "&#xD;"
            default: result.unicodeScalars.append(scalar)
            }
        }
    }
}
